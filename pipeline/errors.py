"""The errors of the pipeline, sorted by who can mend them.

`ConfigError` stops a run at once and names the remedy; `DocumentError` costs one input and becomes a row of
the rejects table. Anything else that is raised is a bug in wortlaut itself.
"""


class PipelineError(Exception):
    """Base of every error that the pipeline raises on purpose."""


class ConfigError(PipelineError):
    """The operator can mend it: a bad gazetteer row, a missing model, an unknown setting.

    The message says what is wrong and what to do about it.
    """


class DocumentError(PipelineError):
    """One input can't become an article.

    Attributes:
        stage: where it failed (`read`, `clean`, `language`, `parse`, …), as in the rejects table.
        error: a short stable code (`empty`, `too_large`, `undecodable`, …).
        message: what happened, for a person.
    """

    def __init__(self, stage: str, error: str, message: str) -> None:
        super().__init__(f"{stage}: {error}: {message}")
        self.stage = stage
        self.error = error
        self.message = message

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str, str]]:
        # An exception of three arguments would not survive the way back from a worker process.
        return type(self), (self.stage, self.error, self.message)
