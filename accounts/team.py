"""Staff in the admin: the list of users shows those who work here, not the visitors."""

from django.db.models import QuerySet
from wagtail.users.views.users import IndexView, UserViewSet

from accounts.models import User
from accounts.models.user import VISITOR


class TeamIndexView(IndexView):
    """The list of users without the visitors: nobody needs their addresses to run the site."""

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().exclude(username__startswith=VISITOR)


class TeamViewSet(UserViewSet):
    """Users in the admin."""

    index_view_class = TeamIndexView
