"""Reads a simulated account with zenpy, and prints what it finds as JSON."""

import json
import os
from urllib.parse import urlsplit

import requests
from zenpy import Zenpy

BASE_URL = urlsplit(os.environ["ZENDESK_BASE_URL"])


class ToSimulator(requests.adapters.HTTPAdapter):
    """zenpy only knows addresses of Zendesk. This sends its requests to the simulator."""

    def send(self, request, **options):
        sent = request.copy()
        sent.url = urlsplit(request.url)._replace(scheme=BASE_URL.scheme, netloc=BASE_URL.netloc).geturl()
        response = super().send(sent, **options)
        # zenpy looks at the address to see what an answer is about.
        response.request = request
        return response


session = requests.Session()
session.mount("https://", ToSimulator())
zendesk = Zenpy(subdomain="simulated", email=os.environ["EMAIL"], token=os.environ["TOKEN"], session=session)

ann = next(iter(zendesk.search("ann", type="user")))
found = {
    "users": len(list(zendesk.users())),
    "users by cursor": len(list(zendesk.users(cursor_pagination=100))),
    "me": zendesk.users.me().name,
    "searched": ann.name,
    "searched by name": [user.name for user in zendesk.users.search(query="name:Ann")],
    "organizations": [organization.name for organization in zendesk.organizations()],
    "memberships": [membership.user_id == ann.id for membership in zendesk.organization_memberships()],
    "identities": [identity.value for identity in zendesk.users.identities(id=ann.id)],
    "tickets": [ticket.subject for ticket in zendesk.tickets()],
    "exported users": len(list(zendesk.users.incremental(start_time=0))),
    "exported organizations": [each.name for each in zendesk.organizations.incremental(start_time=0)],
    "exported tickets": [ticket.subject for ticket in zendesk.tickets.incremental(start_time=0, paginate_by_time=False)],
    "search exported": len(list(zendesk.search_export(query="example", type="user"))),
}
print(json.dumps(found))
