"""How a configuration file reaches the options of a command: flag > DEDUP_* > file > default."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..config import Config, check_config, read_config, read_config_file


def load_settings(ctx: click.Context, _param: click.Parameter, path: Path | None) -> None:
    """Make the settings of `--config`, or of the file that holds here, the command's defaults."""
    if ctx.resilient_parsing:
        return
    config = read_config_file(path) if path else read_config(Path.cwd())
    options = {_name_key(option): option for option in _list_settings(ctx.command)}
    commands = getattr(ctx.find_root().command, "commands", {})
    known = {*commands, *(_name_key(option) for each in commands.values() for option in _list_settings(each))}
    config = _take_command(config, ctx.info_name or "", commands, options, known)
    kinds = {key: _find_kind(option) for key, option in options.items()}
    settings = check_config(config, kinds, known)
    ctx.default_map = {
        str(options[key].name): _adapt(options[key], value, config) for key, value in settings.items()
    }


def _take_command(
    config: Config,
    command: str,
    commands: Collection[str],
    options: Mapping[str, click.Parameter],
    known: Collection[str],
) -> Config:
    """
    Return the settings meant for this command: its own table, over the keys at the top.

    One file serves all commands, so what only another knows is no mistake here.
    """
    tables = {key: config.values[key] for key in commands if isinstance(config.values.get(key), dict)}
    top = {
        key: value
        for key, value in config.values.items()
        if key not in tables and (key.replace("-", "_") not in known or _fits(options, key, value))
    }
    return replace(config, values=top | tables.get(command, {}))


def _fits(options: Mapping[str, click.Parameter], key: str, value: Any) -> bool:
    """Say whether this command has such a setting; one word can mean a name here and a table there."""
    option = options.get(key.replace("-", "_"))
    return option is not None and not (option.multiple and not isinstance(value, dict))


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


config_option = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=load_settings,
    help="Read settings from this file instead of dedup.toml or [tool.dedup] of pyproject.toml.",
)
