"""The tags of a PDF: what is a title, a heading, a list; the links of the contents; the bookmarks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pydyf

from portal.demo.papers.layout import Layout, Placed

_TAGS = {"title": "H1", "heading": "H2", "term": "H3", "item": "LI", "entry": "TOCI", "entry-title": "TOCI"}
_AROUND = {"LI": "L", "TOCI": "TOC"}
#: What stands inside an item; elsewhere a label is part of its heading or entry.
_INSIDE = {"label": "Lbl", "body": "LBody"}


class Tags:
    """Collects marks page by page, then writes the tree they hang on."""

    def __init__(self, pdf: pydyf.PDF, layout: Layout, tag: str) -> None:
        self._pdf, self._layout = pdf, layout
        self._root = self._element("Document", None, Lang=pydyf.String(tag))
        self._elements = self._tree()
        self._inside: dict[tuple[int, str], pydyf.Dictionary] = {}
        self._marked: list[list[pydyf.Dictionary]] = [[] for _page in layout.pages]
        self._mentions: list[tuple[pydyf.Dictionary, int, int]] = []
        self._areas: list[list[tuple[int, Placed]]] = [[] for _page in layout.pages]

    def mark(self, page: int, block: int, part: str, lines: Iterable[Placed]) -> tuple[str, int]:
        """The tag and number under which a part of a block stands on a page."""
        element = self._elements[block]
        tag = self._tag(block)
        if tag == "LI":
            tag = _INSIDE[part]
            if (block, part) not in self._inside:
                self._inside[block, part] = self._element(tag, element)
            element = self._inside[block, part]
        number = len(self._marked[page])
        self._marked[page].append(element)
        self._mentions.append((element, page, number))
        if block in self._layout.targets and part == "body":
            self._areas[page] += [(block, line) for line in lines]
        return tag, number

    def finish(self, pages: list[pydyf.Dictionary]) -> None:
        """Write tree, links and bookmarks into the document whose pages these are."""
        for element, page, number in self._mentions:
            element["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": pages[page].reference, "MCID": number}).data)
        parents = pydyf.Array()
        for number, elements in enumerate(self._marked):
            parents.extend([number, pydyf.Array([element.reference for element in elements])])
        key = len(pages)
        for page, areas in zip(pages, self._areas, strict=True):
            links = pydyf.Array()
            for block, line in areas:
                link = self._link(block, line, pages, key)
                parents.extend([key, self._elements[block].reference])
                self._elements[block]["K"].append(
                    pydyf.Dictionary({"Type": "/OBJR", "Obj": link.reference, "Pg": page.reference}).data
                )
                links.append(link.reference)
                key += 1
            if links:
                page["Annots"] = links
        tree = pydyf.Dictionary(
            {
                "Type": "/StructTreeRoot",
                "K": pydyf.Array([self._root.reference]),
                "ParentTree": pydyf.Dictionary({"Nums": parents}),
                "ParentTreeNextKey": key,
            }
        )
        self._pdf.add_object(tree)
        self._root["P"] = tree.reference
        self._pdf.catalog["StructTreeRoot"] = tree.reference
        self._pdf.catalog["MarkInfo"] = "<</Marked true>>"
        self._bookmarks(pages)

    def _tag(self, block: int) -> str:
        return _TAGS.get(self._layout.blocks[block].role, "P")

    def _tree(self) -> list[pydyf.Dictionary]:
        found: list[pydyf.Dictionary] = []
        for tag, blocks in groupby(range(len(self._layout.blocks)), key=self._tag):
            parent = self._element(_AROUND[tag], self._root) if tag in _AROUND else self._root
            found += [self._element(tag, parent) for _block in blocks]
        return found

    def _element(self, tag: str, parent: pydyf.Dictionary | None, **more: object) -> pydyf.Dictionary:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag}", "K": pydyf.Array(), **more})
        self._pdf.add_object(element)
        if parent is not None:
            element["P"] = parent.reference
            parent["K"].append(element.reference)
        return element

    def _link(self, block: int, line: Placed, pages: list[pydyf.Dictionary], key: int) -> pydyf.Dictionary:
        box = [line.x, line.y - line.size * 0.4, line.x + line.width, line.y + line.size]
        link = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": pydyf.Array([round(side, 2) for side in box]),
                "Border": pydyf.Array([0, 0, 0]),
                "F": 4,
                "Contents": pydyf.String(self._layout.blocks[self._layout.targets[block]].text),
                "Dest": self._place(self._layout.targets[block], pages),
                "StructParent": key,
            }
        )
        self._pdf.add_object(link)
        return link

    def _place(self, block: int, pages: list[pydyf.Dictionary]) -> pydyf.Array:
        """Where a block begins, a line above it."""
        number = self._layout.page_of[block] - 1
        line = next(placed for placed in self._layout.pages[number] if placed.block == block)
        return pydyf.Array([pages[number].reference, "/XYZ", 0, round(line.y + line.size * 2, 2), 0])

    def _bookmarks(self, pages: list[pydyf.Dictionary]) -> None:
        root = pydyf.Dictionary({"Type": "/Outlines"})
        self._pdf.add_object(root)
        made: list[pydyf.Dictionary] = []
        for target in self._layout.targets.values():
            item = pydyf.Dictionary(
                {
                    "Title": pydyf.String(self._layout.blocks[target].text),
                    "Parent": root.reference,
                    "Dest": self._place(target, pages),
                }
            )
            self._pdf.add_object(item)
            if made:
                item["Prev"] = made[-1].reference
                made[-1]["Next"] = item.reference
            made.append(item)
        root.update({"First": made[0].reference, "Last": made[-1].reference, "Count": len(made)})
        self._pdf.catalog["Outlines"] = root.reference
        self._pdf.catalog["PageMode"] = "/UseOutlines"
