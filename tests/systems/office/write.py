"""Writes reports as .docx (python-docx) and .xlsx (openpyxl).

Usage: write.py REPORTS OUTPUT FORMS

REPORTS holds the reports and expected.json with their figures, FORMS the project's
forms. Each report is written twice over: as it stands, table by table and line by
line, and as the official tables with its figures in them.
"""

import json
import pathlib
import sys

import docx
import lxml.html
import openpyxl

BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "li", "title", "section", "article"}


def blank(value):
    return "" if value is None else str(value)


def parts_of_html(text):
    """Lines of text and tables (rows of (text, rows, columns)) in document order."""
    body = lxml.html.document_fromstring(text)
    for hidden in body.xpath("//script|//style|//head|//comment()"):
        if hidden.getparent() is not None:
            hidden.drop_tree()
    parts = []

    def walk(node):
        if node.tag == "table":
            rows = []
            for row in node.iter("tr"):
                cells = [cell for cell in row if cell.tag in ("td", "th")]
                rows.append([(text_of(cell), span(cell, "rowspan"), span(cell, "colspan")) for cell in cells])
            parts.append(rows)
        elif node.tag in BLOCKS and not node.xpath(".//table|.//p|.//div"):
            line = " ".join(node.text_content().split())
            if line:
                parts.append(line)
        else:
            if node.text and node.text.strip():
                parts.append(" ".join(node.text.split()))
            for child in node:
                walk(child)
                if child.tail and child.tail.strip():
                    parts.append(" ".join(child.tail.split()))

    walk(body)
    return parts


def text_of(cell):
    lines = [block.text_content() for block in cell.iter("p", "div") if not block.xpath(".//p|.//div")]
    lines = lines or [cell.text_content()]
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def span(cell, name):
    value = cell.get(name, "1")
    return max(1, int(value)) if value.isdigit() else 1


def parts_of_text(text):
    """Lines, and runs of lines with `|` as tables."""
    parts = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.count("|") < 2:
            if line.strip():
                parts.append(line)
        elif not all(set(cell) <= set("-: ") and cell for cell in cells):
            if not parts or isinstance(parts[-1], str):
                parts.append([])
            parts[-1].append([(cell, 1, 1) for cell in cells])
    return parts


def parts_of_form(report, forms):
    """The official tables with the figures that are known of a report."""
    parts = [f"{report['organ'] or '青禾县某局'}{report['year']}年政府信息公开工作年度报告"]
    editions = {name: report[name].get("edition") for name in ("disclosure", "applications") if report.get(name)}
    editions["review"] = editions.get("applications") or editions.get("disclosure")
    for name in ("disclosure", "applications", "review"):
        table = report.get(name)
        if not table or not table.get("rows"):
            continue
        form = next(form for form in forms[editions[name]]["tables"] if form["id"] == name)
        columns = {row["id"]: row.get("columns") or [column["id"] for column in form["columns"]] for row in form["rows"]}

        def figure(place):
            row, column = place["cell"].split("/")
            values = table["rows"].get(row)
            at = columns[row].index(column)
            value = values[at] if values and at < len(values) else None
            return (blank(value), 1, place.get("columns", 1))

        def label(cell):
            return (cell["text"], cell.get("rows", 1), cell.get("columns", 1))

        rows = [[label(cell) for cell in row] for row in form["head"]]
        for row in form["body"]:
            cells = row.get("head") or row["labels"]
            rows.append([label(cell) for cell in cells] + [figure(place) for place in row.get("figures", [])])
        parts += [form["title"], rows]
    return parts


def placed(rows):
    """(row, column, text, rows, columns) of every cell, as a browser places them."""
    taken, cells = set(), []
    for row, line in enumerate(rows):
        column = 0
        for text, tall, wide in line:
            while (row, column) in taken:
                column += 1
            tall = min(tall, len(rows) - row)
            while any((row, column + offset) in taken for offset in range(wide)):
                wide -= 1
            taken |= {(row + down, column + right) for down in range(tall) for right in range(wide)}
            cells.append((row, column, text, tall, wide))
            column += wide
    return cells


def write_docx(parts, path):
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        cells = placed(part)
        if not cells:
            continue
        width = max(column + wide for _, column, _, _, wide in cells)
        table = document.add_table(rows=len(part), cols=width)
        for row, column, text, tall, wide in cells:
            cell = table.cell(row, column)
            if tall > 1 or wide > 1:
                cell = cell.merge(table.cell(row + tall - 1, column + wide - 1))
            lines = text.split("\n")
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    document.save(path)


def write_xlsx(parts, path):
    book = openpyxl.Workbook()
    sheet, top = book.active, 1
    for part in parts:
        if isinstance(part, str):
            sheet.cell(top, 1, openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", part)).data_type = "s"
            top += 1
            continue
        for row, column, text, tall, wide in placed(part):
            number = text.isascii() and text.isdigit() and not (len(text) > 1 and text[0] == "0")
            cell = sheet.cell(top + row, column + 1, int(text) if number else text)
            if not number:
                cell.data_type = "s"
            # A border, as every table of a report has one: blank cells are kept.
            cell.border = openpyxl.styles.Border(bottom=openpyxl.styles.Side("thin"))
            if tall > 1 or wide > 1:
                sheet.merge_cells(None, top + row, column + 1, top + row + tall - 1, column + wide)
        top += len(part)
    book.save(path)


def main(reports, output, forms):
    reports, output = pathlib.Path(reports), pathlib.Path(output)
    forms = {file.stem: json.loads(file.read_text("utf-8")) for file in pathlib.Path(forms).glob("20*.json")}
    for report in json.loads((reports / "expected.json").read_text("utf-8")):
        names = [name for name in report["files"] if not name.endswith(".pdf")]
        for name in names:
            text = (reports / name).read_text("utf-8", errors="replace")
            parts = parts_of_html(text) if name.endswith(".html") else parts_of_text(text)
            write_docx(parts, output / f"{name}.docx")
            write_xlsx(parts, output / f"{name}.xlsx")
        if names and any((report.get(table) or {}).get("rows") for table in ("applications", "disclosure")):
            parts = parts_of_form(report, forms)
            write_docx(parts, output / f"{names[0]}.form.docx")
            write_xlsx(parts, output / f"{names[0]}.form.xlsx")


main(*sys.argv[1:])
