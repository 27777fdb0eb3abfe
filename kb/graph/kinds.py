"""The kinds of entries and every closed list of values that code branches on."""

from enum import StrEnum

__all__ = [
    "Automation",
    "CauseCategory",
    "CauseStrength",
    "Design",
    "Detectability",
    "Direction",
    "Effect",
    "Effectiveness",
    "FindingStrength",
    "Grade",
    "Kind",
    "Likelihood",
    "Match",
    "Observable",
    "Onset",
    "Reversibility",
    "Scope",
    "Seen",
    "Severity",
    "Size",
    "Stance",
    "Status",
]


class Kind(StrEnum):
    """What an entry is about; the folder it lives in says it, never the file."""

    ISSUE = "issue"
    ROOT_CAUSE = "root-cause"
    SYMPTOM = "symptom"
    CONSEQUENCE = "consequence"
    MITIGATION = "mitigation"
    CHECK = "check"
    SOURCE = "source"
    STUDY = "study"

    @property
    def folder(self) -> str:
        """Name of the folder below `catalog/`, also the kind's address on the site."""
        return "studies" if self is Kind.STUDY else f"{self.value}s"

    @property
    def label(self) -> str:
        """The kind as people write it, in the singular."""
        return self.value.replace("-", " ")

    @property
    def plural(self) -> str:
        """The kind as people write it, in the plural."""
        return self.folder.replace("-", " ")


class Status(StrEnum):
    """How far an entry has come; retired entries stay and name their successor."""

    STUB = "stub"
    COMPLETE = "complete"
    RETIRED = "retired"


class Grade(StrEnum):
    """Strength of the evidence behind a claim, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class CauseStrength(StrEnum):
    """How much of an issue a root cause accounts for."""

    MAIN = "main"
    CONTRIBUTING = "contributing"
    POSSIBLE = "possible"


class FindingStrength(StrEnum):
    """How strongly a symptom or a check outcome points to an issue."""

    HALLMARK = "hallmark"
    TYPICAL = "typical"
    POSSIBLE = "possible"
    ARGUES_AGAINST = "argues-against"


class Likelihood(StrEnum):
    """How often one thing leads to another."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    RARE = "rare"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """What a mitigation does to an issue."""

    PREVENTS = "prevents"
    DETECTS = "detects"
    REDUCES = "reduces"
    CONTAINS = "contains"
    CORRECTS = "corrects"


class Effectiveness(StrEnum):
    """How well a mitigation does what it does."""

    HIGH = "high"
    MODERATE = "moderate"
    LIMITED = "limited"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Which way a mitigation moves a quality attribute."""

    IMPROVES = "improves"
    WORSENS = "worsens"


class Size(StrEnum):
    """How far a mitigation moves a quality attribute."""

    SMALL = "small"
    MODERATE = "moderate"
    LARGE = "large"


class Severity(StrEnum):
    """How bad an issue is when nobody acts."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Detectability(StrEnum):
    """Whether an issue announces itself: an alarm, a hint, or nothing at all."""

    LOUD = "loud"
    QUIET = "quiet"
    SILENT = "silent"


class Observable(StrEnum):
    """Where a symptom can be seen."""

    METRIC = "metric"
    LOG = "log"
    PLOT = "plot"
    USER_REPORT = "user-report"
    COST = "cost"
    REVIEW = "review"
    SCHEDULE = "schedule"


class CauseCategory(StrEnum):
    """Which part of the work a root cause belongs to."""

    DATA = "data"
    SPECIFICATION = "specification"
    DESIGN = "design"
    IMPLEMENTATION = "implementation"
    ENVIRONMENT = "environment"
    PROCESS = "process"
    PEOPLE = "people"
    ORGANISATION = "organisation"


class Scope(StrEnum):
    """Who or what a consequence hurts."""

    MODEL = "model"
    PRODUCT = "product"
    USERS = "users"
    SOCIETY = "society"
    OPERATIONS = "operations"
    COST = "cost"
    COMPLIANCE = "compliance"
    TEAM = "team"


class Reversibility(StrEnum):
    """Whether the harm of a consequence can be undone."""

    REVERSIBLE = "reversible"
    COSTLY = "costly"
    IRREVERSIBLE = "irreversible"


class Onset(StrEnum):
    """How long a consequence takes to appear."""

    IMMEDIATE = "immediate"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Automation(StrEnum):
    """How a check is run."""

    MANUAL = "manual"
    SCRIPTED = "scripted"
    CONTINUOUS = "continuous"


class Design(StrEnum):
    """How a source came to know what it says."""

    CONTROLLED_EXPERIMENT = "controlled-experiment"
    OBSERVATIONAL = "observational"
    SURVEY = "survey"
    INTERVIEW = "interview"
    CASE_STUDY = "case-study"
    INCIDENT_REPORT = "incident-report"
    DOCUMENTATION = "documentation"
    EXPERIENCE_REPORT = "experience-report"
    POSITION = "position"


class Seen(StrEnum):
    """How much of a source was read before it was cited."""

    FULL = "full"
    PART = "part"
    ABSTRACT = "abstract"
    SECOND_HAND = "second-hand"


class Stance(StrEnum):
    """Whether a piece of evidence speaks for or against the claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Match(StrEnum):
    """How a term corresponds to a term of an external scheme, after SKOS."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"
