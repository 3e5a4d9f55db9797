"""How a configuration file reaches the options of a command: flag > DEDUP_* > file > default."""

from collections.abc import Mapping
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
    options = {_name_key(option): option for option in ctx.command.params if _is_setting(option)}
    config = _take_command(config, ctx, options)
    settings = check_config(config, {key: _find_kind(option) for key, option in options.items()})
    ctx.default_map = {
        str(options[key].name): _adapt(options[key], value, config) for key, value in settings.items()
    }


def _take_command(config: Config, ctx: click.Context, options: Mapping[str, click.Parameter]) -> Config:
    """
    Return the settings meant for this command: its own table, over the keys at the top.

    One file serves all commands, so what only another knows is no mistake here.
    """
    commands = getattr(ctx.find_root().command, "commands", {})
    others = {
        _name_key(option) for each in commands.values() for option in each.params if _is_setting(option)
    }
    own = config.values.get(ctx.info_name or "", {})
    top = {
        key: value
        for key, value in config.values.items()
        if key not in commands and (key.replace("-", "_") not in others or _fits(options, key, value))
    }
    return replace(config, values=top | (own if isinstance(own, dict) else {}))


def _fits(options: Mapping[str, click.Parameter], key: str, value: Any) -> bool:
    """Say whether this command has such a setting; one word can mean a name here and a table there."""
    option = options.get(key.replace("-", "_"))
    return option is not None and not (option.multiple and not isinstance(value, dict))


def _is_setting(option: click.Parameter) -> bool:
    return isinstance(option, click.Option) and option.expose_value


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
