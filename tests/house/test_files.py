import re
from pathlib import Path

from tests.house.tree import ROOT, rooms, shown, tracked

TEXT = {
    ".py", ".html", ".css", ".js", ".md", ".txt", ".toml", ".csv", ".yaml", ".yml", ".json", ".po", ".typ", ".lock",
    ".svg", ".sh", ".cfg", ".ini", "",
}  # fmt: skip
LONGEST = 400
LONGER = {
    # file: why it may be longer
}


def texts(*patterns: str) -> list[tuple[Path, str]]:
    return [(path, path.read_text(errors="replace")) for path in tracked(*patterns) if path.suffix in TEXT]


def found(pattern: str, *patterns: str, flags: int = 0) -> list[str]:
    compiled = re.compile(pattern, flags)
    return [
        f"{shown(path)}: {match.group(0).strip()[:80]}"
        for path, text in texts(*patterns)
        if path != Path(__file__)
        for match in compiled.finditer(text)
    ]


def packages(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))


def test_no_lock_names_a_host() -> None:
    assert found("http", "requirements/*.lock", flags=re.IGNORECASE) == []


def test_each_package_of_a_lock_has_a_hash() -> None:
    for name in ("run", "test"):
        entries = re.split(r"\n(?=\S)", (ROOT / "requirements" / f"{name}.lock").read_text().strip())
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_test_lock_holds_the_run_lock_so_that_one_environment_serves_both() -> None:
    run, test = packages("run"), packages("test")
    assert {name: test.get(name) for name in run} == run


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    assert found(r"(?<![\w./~}-])/(work|root|tmp|home)/[\w.-]+") == []


def test_no_tracked_file_names_a_package_registry() -> None:
    assert found(r"\b(files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|test\.pypi\.org)") == []


def test_nothing_is_left_to_do_in_the_code() -> None:
    assert found(r"\b(TODO|FIXME|XXX|HACK)\b", "*.py", "*.html", "*.css", "*.js", "bin/*", ".ci/*") == []


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = r"<script(?![^>]*\ssrc=)[^>]*>|<style\b[^>]*>|\sstyle\s*=\s*[\"'][^\"']*|\son[a-z]+\s*=\s*[\"'][^\"']*"
    assert found(inline, "indimaj/*.html", flags=re.IGNORECASE) == []


def test_styles_know_start_and_end_and_never_left_and_right() -> None:
    properties = (
        r"(?:^|[;{\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[a-z-]*"
        r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom)\s*:"
    )
    values = r"(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)"
    assert found(f"{properties}|{values}", "indimaj/*.css") == []


def test_each_room_says_what_it_is() -> None:
    assert [shown(room) for room in rooms() if not (room / "README.md").exists()] == []


def test_no_room_is_called_by_what_it_is_not() -> None:
    vague = {"utils", "util", "common", "core", "helpers", "helper", "misc"}
    names = [path for path in tracked("*.py") if vague & {part.removesuffix(".py") for part in path.parts}]
    assert [shown(path) for path in names] == []


def test_no_file_is_longer_than_a_person_reads() -> None:
    code = [path for path in tracked("*.py", "*.html", "*.css", "*.js") if "migrations" not in path.parts]
    long = {shown(path) for path in code if len(path.read_text().splitlines()) > LONGEST}
    assert long == set(LONGER)


def test_each_measurement_and_command_is_executable_where_it_must_be() -> None:
    commands = [ROOT / "bin" / name for name in ("demo", "test", "bench", "indimaj")] + [ROOT / ".ci" / "run"]
    assert [shown(path) for path in commands if not path.stat().st_mode & 0o111] == []
