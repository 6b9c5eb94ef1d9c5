"""The errors a user can repair; each says what is wrong, where, and what to do next."""


class KgError(Exception):
    """A mistake of the user or of the input: one line for a person, and the exit code of the command.

    The message reads ``where: what is wrong; what to do next``.
    """

    exit_code = 2


class ArticleError(KgError):
    """A file that cannot be read as an article."""


class EvidenceError(KgError):
    """Evidence that points outside its article."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class QueryError(KgError):
    """A question that cannot be asked: unknown name or parameter, syntax error, a query that would write."""


class ShapesError(KgError):
    """Shapes or data that cannot be validated."""


class UnknownNameError(KgError):
    """A name that stands for no entity of the store."""


class NotSupportedError(KgError):
    """A well-formed request that this version or this installation cannot carry out."""

    exit_code = 3


def why(error: OSError | UnicodeDecodeError) -> str:
    """Return why a file cannot be read or written, in words alone; the engine puts the error's number behind them."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return error.strerror or str(error).split(" (os error", 1)[0]
