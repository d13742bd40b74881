"""${message}.

Tables whose number of rows changes on purpose are named in RECOUNTED_TABLES; any other change is refused.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None

RECOUNTED_TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    """Go forward."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Go back."""
    ${downgrades if downgrades else "pass"}
