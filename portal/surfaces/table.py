"""The table: every address of the portal, and what it may tell whom. A test compares it with the URLconf.

A new address needs a row here. Where it can show a thing that carries a label, say how to ask it; where it cannot,
say why not.
"""

from __future__ import annotations

from portal.surfaces.expectations import Ask, Expect, Row

OPENS, GUARDED, NAMES, KEEPS, PUBLIC = Expect.OPENS, Expect.GUARDED, Expect.NAMES, Expect.KEEPS, Expect.PUBLIC
MEMBERS, OWN, STAFF, WITHIN = Expect.MEMBERS, Expect.OWN, Expect.STAFF, Expect.WITHIN
SHUT, SILENT = Expect.SHUT, Expect.SILENT

_TEXT, _PAGE, _FILE, _THREAD = ("publication",), ("publication", "page"), ("document",), ("thread",)
_LINK = "{path}"

_OUTSIDE = (
    Row("", (Ask("/", SILENT),)),
    Row("healthz", (Ask("/healthz", SILENT),)),
    Row("readyz", (Ask("/readyz", PUBLIC, _TEXT, "{reference}"),)),
    Row("metrics", (Ask("/metrics", SILENT),)),
    Row("robots.txt", (Ask("/robots.txt", SILENT),)),
    Row("sitemap.xml", (Ask("/sitemap.xml", PUBLIC, _PAGE, "{path}<"),)),
    Row(
        "^oai/?$",
        (
            # Of what was public once, harvesters are told that it is gone, in a header that says so.
            Ask("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc", PUBLIC, _TEXT, "<header><identifier>{record}<"),
            Ask("/oai?verb=ListRecords&metadataPrefix=oai_dc", PUBLIC, _TEXT, _LINK),
            Ask("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={record}", PUBLIC, _TEXT, "<metadata>"),
        ),
    ),
    Row(
        r"^(?P<reference>[A-Za-z]-\d{4}-\d{3})/?$",
        (Ask("/{reference}", KEEPS, _TEXT, _LINK),),
    ),
    Row("files/<str:token>/<str:filename>", (Ask("/files/{token}/{filename}", OPENS, _FILE),)),
    Row(
        "files/<str:token>/pictures/first-page.webp", (Ask("/files/{token}/pictures/first-page.webp", GUARDED, _FILE),)
    ),
    Row("images/<path:name>", (Ask("/images/{name}", GUARDED, ("image",)),)),
    Row("account/elsewhere/", (Ask("/account/elsewhere/", SILENT),)),
    Row("account/elsewhere/back/", expect=SILENT, why="an identity provider sends people here, and would be asked"),
)

_STAFF = (
    Row("administration/login/", (Ask("/administration/login/", SILENT),)),
    Row("administration/logout/", (Ask("/administration/logout/", SILENT),)),
    Row("administration/password_reset/", (Ask("/administration/password_reset/", SHUT),)),
    Row("^administration/password_reset/.+$", (Ask("/administration/password_reset/done/", SHUT),)),
    Row(
        r"^administration/localize/translate/\d+/disable/$",
        (Ask("/administration/localize/translate/1/disable/", SHUT),),
    ),
    Row(
        r"^administration/localize/page/\d+/convert_to_alias/$",
        (Ask("/administration/localize/page/1/convert_to_alias/", SHUT),),
    ),
    Row("administration/jsi18n/", (Ask("/administration/jsi18n/", SILENT),)),
    Row("administration/sprite/", (Ask("/administration/sprite/", SILENT),)),
    # One row for everything below: each of its addresses is asked, and opens for staff alone.
    Row("administration/…", expect=STAFF),
)

_READING = (
    Row(
        "*/^((?:[\\w\\-]+/)*)$",
        (
            Ask("{path}", OPENS, _PAGE),
            Ask("/{language}/", KEEPS, _TEXT, _LINK),
            Ask("/{language}/themes/{theme}/", KEEPS, _TEXT, _LINK),
            Ask("/{language}/member-states/{country}/", KEEPS, _TEXT, _LINK),
        ),
    ),
    Row(
        "*/search/",
        (
            Ask("/{language}/search/?q={reference}", NAMES, _TEXT, 'href="{path}'),
            Ask("/{language}/search/", KEEPS, _TEXT, _LINK),
            Ask("/{language}/search/?q={title}", KEEPS, _TEXT, _LINK),
            Ask("/{language}/search/?q={reference}&marking=GREEN", KEEPS, _TEXT, _LINK),
            Ask("/en/search/?q={title}", KEEPS, _THREAD, "{token}"),
            Ask("/en/search/?q={title}&space={slug}", KEEPS, _THREAD, "{token}"),
        ),
    ),
    Row("*/search/help/", (Ask("/en/search/help/", SILENT),)),
    Row("*/search/watches/", (Ask("/{language}/search/watches/?q={reference}", KEEPS, _TEXT, _LINK),)),
    *(
        Row(f"*/search/watches/{pattern}", (Ask(f"/en/search/watches/{address}", SILENT),))
        for pattern, address in (
            ("asked/", "asked/"),
            ("begin/<slug:token>/<str:signature>/", "begin/none-such/none-such/"),
            ("own/<slug:token>/<str:signature>/", "own/none-such/none-such/"),
            ("end/<slug:token>/<str:signature>/", "end/none-such/none-such/"),
        )
    ),
    Row("*/search/table.<str:form>", (Ask("/{language}/search/table.csv?q={reference}", NAMES, _TEXT, "{title}"),)),
    Row("*/search/suggestions", (Ask("/{language}/search/suggestions?q={beginning}", PUBLIC, _TEXT, "{title}"),)),
    Row("*/provisions/<slug:code>/", (Ask("/{language}/provisions/{provision}/", KEEPS, _TEXT, _LINK),)),
    Row("*/glossary/", (Ask("/en/glossary/", SILENT),)),
    Row("*/glossary/<slug:slug>/", (Ask("/{language}/glossary/{concept}/", KEEPS, _TEXT, _LINK),)),
    Row("*/wrong/", (Ask("/{language}/wrong/?page={path}", KEEPS, _TEXT, "{title}"),)),
    Row("*/wrong/thanks/", (Ask("/en/wrong/thanks/", SILENT),)),
    Row("*/files/<str:token>/", (Ask("/en/files/{token}/", OPENS, _FILE),)),
    Row("*/files/<str:token>/pages/<int:number>/", (Ask("/en/files/{token}/pages/1/", GUARDED, _FILE),)),
    Row("*/files/<str:token>/contents/<int:start>/", (Ask("/en/files/{token}/contents/1/", GUARDED, _FILE),)),
    Row(
        "*/publications/<slug:slug>/cite.<str:form>",
        tuple(Ask(f"/{{language}}/publications/{{slug}}/cite.{form}", OPENS, _TEXT) for form in ("ris", "bib", "json")),
    ),
    Row(
        "*/publications/<slug:slug>/metadata.json",
        (Ask("/{language}/publications/{slug}/metadata.json", OPENS, _TEXT),),
    ),
    Row(
        "*/publications/<slug:slug>/implementation.csv",
        (Ask("/{language}/publications/{slug}/implementation.csv", GUARDED, _TEXT),),
    ),
    Row("*/feed/", (Ask("/{language}/feed/", PUBLIC, _TEXT, _LINK),)),
    Row(
        "*/feed/member-states/<slug:country>/",
        (Ask("/{language}/feed/member-states/{country}/", PUBLIC, _TEXT, _LINK),),
    ),
    Row("*/feed/themes/<slug:theme>/", (Ask("/{language}/feed/themes/{theme}/", PUBLIC, _TEXT, _LINK),)),
    Row("*/_util/login/", (Ask("/en/_util/login/", SILENT),)),
    Row(
        "*/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        (Ask("/en/_util/authenticate_with_password/1/1/", SHUT),),
    ),
)

_MEMBER_AREA = tuple(
    Row(f"*/members/{pattern}", (Ask(f"/en/members/{address}", MEMBERS),))
    for pattern, address in (
        ("", ""),
        ("mine/", "mine/"),
        ("seats/", "seats/"),
        ("seats/<slug:token>/", "seats/none-such/"),
        ("invitations/", "invitations/"),
        ("invitations/<slug:token>/take-back/", "invitations/none-such/take-back/"),
        ("requests/", "requests/"),
        ("requests/<slug:token>/", "requests/none-such/"),
        ("lost/", "lost/"),
        ("notices/mails/", "notices/mails/"),
        ("notices/<uuid:token>/", "notices/00000000-0000-4000-8000-000000000000/"),
        ("watches/", "watches/"),
        ("^(?P<rest>.*)$", "none/such/"),
    )
)

#: What a hidden space is called is told to its members alone; all others find nothing under its address.
_SPACES = (
    Row("*/members/spaces/", (Ask("/en/members/spaces/", KEEPS, ("space",), "{path}"),)),
    Row("*/members/spaces/<slug:slug>/", (Ask("{path}", WITHIN, ("space",)),)),
    Row("*/members/spaces/<slug:slug>/rules/", (Ask("{path}rules/", WITHIN, ("space",)),)),
    Row("*/members/spaces/<slug:slug>/looking-after/", (Ask("{path}looking-after/", WITHIN, ("space",)),)),
    Row("*/members/spaces/<slug:slug>/changing/", (Ask("{path}changing/", WITHIN, ("space",)),)),
)

_BELOW = "*/members/spaces/<slug:slug>/threads/"
_THREADS = (
    Row(f"{_BELOW}start/", (Ask("{path}threads/start/", WITHIN, ("space",)),)),
    Row(f"{_BELOW}<uuid:token>/", (Ask("{path}", WITHIN, _THREAD), Ask("{space}", KEEPS, _THREAD, "{token}"))),
    Row(f"{_BELOW}<uuid:token>/closing/", (Ask("{path}closing/", WITHIN, _THREAD),)),
    *(
        Row(f"{_BELOW}<uuid:token>/{act}/", (Ask(f"{{path}}{act}/", WITHIN, _THREAD),))
        for act in ("moving", "splitting", "merging")
    ),
    Row(f"{_BELOW}<uuid:token>/posts/<uuid:post>/change/", (Ask("{path}posts/{post}/change/", WITHIN, _THREAD),)),
    Row(
        f"{_BELOW}<uuid:token>/statements/<uuid:statement>/",
        (Ask("{path}statements/00000000-0000-4000-8000-000000000000/", WITHIN, _THREAD),),
    ),
    Row(f"{_BELOW}<uuid:token>/posts/<uuid:post>/author/", (Ask("{path}posts/{post}/author/", WITHIN, _THREAD),)),
    Row(f"{_BELOW}<uuid:token>/posts/<uuid:post>/history/", (Ask("{path}posts/{post}/history/", WITHIN, _THREAD),)),
    Row(
        f"{_BELOW}<uuid:token>/posts/<uuid:post>/files/<uuid:file>/<str:filename>",
        (Ask("{path}posts/{post}/files/{file}", WITHIN, _THREAD),),
    ),
    Row(
        f"{_BELOW}<uuid:token>/posts/<uuid:post>/translations/",
        (Ask("{path}posts/{post}/translations/", WITHIN, _THREAD),),
    ),
)

#: What waits for a moderator is not live, so that nobody reads it but moderators and, of what is their own, authors.
_WAITS, _MODERATION = ("case",), "*/members/spaces/<slug:slug>/moderation/"
_CASES = (
    Row(_MODERATION, (Ask("{space}moderation/", KEEPS, _WAITS, "{token}"),)),
    Row(f"{_MODERATION}cases/<uuid:token>/", (Ask("{path}", WITHIN, _WAITS),)),
    Row(
        f"{_MODERATION}cases/<uuid:token>/files/<uuid:file>/<str:filename>",
        (Ask("{path}files/{file}", WITHIN, _WAITS),),
    ),
    Row(f"{_MODERATION}cases/<uuid:token>/sealed/<uuid:sealed>/", (Ask("{path}sealed/{token}/", WITHIN, _WAITS),)),
    Row(f"{_MODERATION}report/<uuid:post>/", (Ask("{space}moderation/report/{post}/", WITHIN, _THREAD),)),
    Row(f"{_MODERATION}appeal/<uuid:token>/", (Ask("{space}moderation/appeal/{token}/", WITHIN, _WAITS),)),
    Row(f"{_MODERATION}settings/", (Ask("{path}moderation/settings/", WITHIN, ("space",)),)),
    Row(f"{_MODERATION}threads/<uuid:token>/", (Ask("{space}moderation/threads/{token}/", WITHIN, _THREAD),)),
    Row(f"{_MODERATION}log/", (Ask("{space}moderation/log/", KEEPS, _WAITS, "{token}"),)),
    Row(f"{_MODERATION}log.csv", (Ask("{space}moderation/log.csv", KEEPS, _WAITS, "{token}"),)),
)

_WATCHING = (
    Row("*/members/notices/", (Ask("/en/members/notices/", KEEPS, _THREAD, "{token}"),)),
    Row("*/notices/off/<uuid:token>/", (Ask("/en/notices/off/00000000-0000-4000-8000-000000000000/", SILENT),)),
    Row("*/members/spaces/<slug:slug>/watching/", (Ask("{path}watching/", WITHIN, ("space",)),)),
    Row("*/members/spaces/<slug:slug>/watching/<uuid:token>/", (Ask("{space}watching/{token}/", WITHIN, _THREAD),)),
)

_EXPORTS = (
    Row("*/members/spaces/<slug:slug>/exporting/", (Ask("{path}exporting/", WITHIN, ("space",)),)),
    Row("*/members/spaces/<slug:slug>/exporting/<uuid:token>/", (Ask("{space}exporting/{token}/", WITHIN, _THREAD),)),
)

#: Of one's own account alone; whoever is not signed in is led to where one signs in.
_OWN_ACCOUNT = tuple(
    Row(f"*/account/{pattern}", (Ask(f"/en/account/{address or pattern}", OWN),))
    for pattern, address in (
        ("after/", ""),
        ("again/", ""),
        ("again/code/", ""),
        ("again/passkey/", ""),
        ("security/", ""),
        ("security/app/", ""),
        ("security/app/remove/", ""),
        ("security/passkey/", ""),
        ("security/passkeys/", ""),
        ("security/passkeys/<int:pk>/remove/", "security/passkeys/1/remove/"),
        ("security/recovery/", ""),
        ("security/recovery/new/", ""),
        ("sessions/", ""),
        ("profile/", ""),
        ("profile/data/", ""),
        ("profile/erase/", ""),
        ("password/", ""),
        ("sign-in/proof/", ""),
    )
)

#: On the way into an account: open to everybody, and leads to nothing that carries a label.
_COMING_IN = (
    Row("*/account/sign-in/passkey/", expect=SILENT, why="every question is kept in a session of its own"),
    *(
        Row(f"*/account/{pattern}", (Ask(f"/en/account/{address or pattern}", SILENT),))
        for pattern, address in (
            ("sign-in/", ""),
            ("sign-out/", ""),
            ("password/reset/", ""),
            ("password/reset/sent/", ""),
            (
                "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
                "password/reset/key/0-none-such/",
            ),
            ("password/reset/done/", ""),
            ("inactive/", ""),
            ("ask/", ""),
            ("ask/thanks/", ""),
            ("invitation/<slug:token>/<str:signature>/", "invitation/none-such/none-such/"),
        )
    ),
)

TABLE: tuple[Row, ...] = (
    *_OUTSIDE,
    *_STAFF,
    *_READING,
    *_MEMBER_AREA,
    *_SPACES,
    *_THREADS,
    *_CASES,
    *_WATCHING,
    *_EXPORTS,
    *_OWN_ACCOUNT,
    *_COMING_IN,
)
