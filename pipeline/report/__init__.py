"""The report: one HTML page with all claims of an output folder, to be opened without any network.

In: an output folder. Out: a page that holds its data, style and script. `content.py` packs the tables,
`page.py` puts the page together; `page.html`, `page.css` and `page.js` are the page. Promise: text of
articles reaches the browser as data only; the policy in the page lets nothing run but its own script.
"""

from pipeline.report.page import write_report as write_report
