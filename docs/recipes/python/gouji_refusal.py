"""Asks the command line `gouji` whether a report may be published.

Needs nothing but Python 3.8 and the command. GOUJI names the command where it is
not on the PATH. The verdict is that of the page: one core decides in both.
"""

import json
import os
import subprocess
import tempfile

SECONDS = 10


def refusal(body, waivers="", previous=None):
    """None where the report may be published, else why not, one reason a line.

    body: the article's HTML. waivers: what the form sent under the element's `name`,
    JSON `{"waivers": [...]}`, or nothing. previous: HTML of the body's report of the year
    before, if there is one. Where the command is missing or fails, that is the reason:
    what nobody checked is not published.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            result = _check(body, waivers, previous, folder)
    except (OSError, ValueError, LookupError, TypeError, subprocess.SubprocessError) as error:
        return f"年度报告未能核对，没有发布：{error}"
    if result["status"] == "unreadable":
        return result["reason"]["message"]
    errors = [found["message"] for found in result["findings"] if found["severity"] == "error"]
    return "\n".join(errors) or None


def _check(body, waivers, previous, folder):
    """The result as plain data: `gouji check --format json` of the body."""
    command = [os.environ.get("GOUJI", "gouji"), "check", "--format", "json"]
    if waivers:
        settings = os.path.join(folder, "settings.json")
        # The waivers alone: the form is the browser's, and severities are the site's.
        with open(settings, "w", encoding="utf-8") as file:
            json.dump({"waivers": json.loads(waivers)["waivers"]}, file)
        command += ["--settings", settings]
    if previous:
        before = os.path.join(folder, "previous.html")
        with open(before, "w", encoding="utf-8") as file:
            file.write(previous)
        command += ["--previous", before]
    done = subprocess.run(
        [*command, "-"], input=body.encode("utf-8"), capture_output=True, timeout=SECONDS, check=False
    )
    # 0 no error, 1 errors, 2 not checked: each comes with a result. All else is a fault.
    if not done.stdout:
        raise OSError(done.stderr.decode("utf-8", "replace").strip() or f"gouji ended with {done.returncode}")
    # The last line: one before it says that last year's report is none, as the page does, and holds nothing.
    return json.loads(done.stdout.splitlines()[-1])
