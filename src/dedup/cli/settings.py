"""How a configuration file reaches the options of a command: flag > DEDUP_* > file > default."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from ..config import Config, check_config, read_config, read_config_file
from .inputs import READING, Command


def load_settings(
    ctx: click.Context, _param: click.Parameter, path: Path | None, *, shared: Collection[str] | None = None
) -> None:
    """
    Make the settings of `--config`, or of the file that holds here, the command's defaults.

    Of the keys at the top of the file only `shared` options are taken, by default all.
    """
    if ctx.resilient_parsing:
        return
    config = read_config_file(path) if path else read_config(Path.cwd())
    options = {_name_key(option): option for option in _list_settings(ctx.command)}
    kinds = {key: _find_kind(option) for key, option in options.items()}
    top = {key: kinds[key] for key, option in options.items() if shared is None or option.name in shared}
    commands = getattr(ctx.find_root().command, "commands", {})
    known = _list_known(commands)
    config = _take_command(config, ctx.info_name or "", commands, top, known)
    ctx.default_map = {
        str(options[key].name): _adapt(options[key], value, config)
        for key, value in check_config(config, kinds, known).items()
    }


def _list_known(commands: Mapping[str, click.Command]) -> dict[str, set[type]]:
    """Return every word that means something in the file, with the kinds of value that some command takes."""
    known: dict[str, set[type]] = {name: set() for name in commands}
    for option in (option for command in commands.values() for option in _list_settings(command)):
        known.setdefault(_name_key(option), set()).add(_find_kind(option))
    return known


def _take_command(
    config: Config,
    command: str,
    commands: Collection[str],
    kinds: Mapping[str, type],
    known: Mapping[str, Collection[type]],
) -> Config:
    """
    Return the settings meant for this command: its own table, over the keys at the top.

    One file serves all commands, so what only another knows is no mistake here.
    """
    tables = {key: config.values[key] for key in commands if isinstance(config.values.get(key), dict)}
    top = {
        key: value
        for key, value in config.values.items()
        if key not in tables and not _is_elsewhere(key.replace("-", "_"), type(value), kinds, known)
    }
    return replace(config, values=top | tables.get(command, {}))


def _is_elsewhere(
    name: str, kind: type, kinds: Mapping[str, type], known: Mapping[str, Collection[type]]
) -> bool:
    """Say whether only other commands read such a value; one word can be a text here and a table there."""
    return name in known if name not in kinds else kinds[name] is not kind and kind in known[name]


def _list_settings(command: click.Command) -> list[click.Parameter]:
    return [option for option in command.params if isinstance(option, click.Option) and option.expose_value]


def _name_key(option: click.Parameter) -> str:
    """Return the key of an option: its long flag, written as Python would."""
    return max(option.opts, key=len).removeprefix("--").replace("-", "_")


def _find_kind(option: click.Parameter) -> type:
    if isinstance(option, click.Option) and option.is_flag:
        return bool
    if option.multiple:
        return dict
    return int if isinstance(option.type, click.types.IntParamType) else str


def _adapt(option: click.Parameter, value: Any, config: Config) -> Any:
    """Return the value as the flag would have it; a path is relative to the file that names it."""
    if isinstance(value, dict):
        return [f"{name}={field}" for name, field in value.items()]
    if isinstance(option.type, click.Path) and config.path is not None:
        return str(config.path.parent / value)
    return value


def _make_option(shared: Collection[str] | None = None) -> Callable[[Command], Command]:
    return click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        is_eager=True,
        expose_value=False,
        callback=partial(load_settings, shared=shared),
        help="Read settings from this file instead of dedup.toml or [tool.dedup] of pyproject.toml.",
    )


config_option = _make_option()
reading_config_option = _make_option(READING)  # for commands that only read articles as the others do
