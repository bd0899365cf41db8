"""A dossier, and everything that is kept about its way."""

from motcua.dossiers.models.decided import Alarm as Alarm
from motcua.dossiers.models.decided import Apology as Apology
from motcua.dossiers.models.decided import Correction as Correction
from motcua.dossiers.models.decided import CorrectionAnswer as CorrectionAnswer
from motcua.dossiers.models.decided import LinkedMember as LinkedMember
from motcua.dossiers.models.decided import SupplementConsent as SupplementConsent
from motcua.dossiers.models.declared import Answers as Answers
from motcua.dossiers.models.declared import Basis as Basis
from motcua.dossiers.models.declared import Draft as Draft
from motcua.dossiers.models.declared import Objection as Objection
from motcua.dossiers.models.declared import Paper as Paper
from motcua.dossiers.models.declared import Representation as Representation
from motcua.dossiers.models.declared import SupplementRequest as SupplementRequest
from motcua.dossiers.models.dossier import Channel as Channel
from motcua.dossiers.models.dossier import ClockEvent as ClockEvent
from motcua.dossiers.models.dossier import Dossier as Dossier
from motcua.dossiers.models.dossier import Movement as Movement
from motcua.dossiers.models.dossier import Note as Note
from motcua.dossiers.models.dossier import OfDossier as OfDossier
from motcua.dossiers.models.dossier import ReturnBy as ReturnBy
from motcua.dossiers.models.dossier import Share as Share
from motcua.dossiers.models.dossier import Viewing as Viewing
