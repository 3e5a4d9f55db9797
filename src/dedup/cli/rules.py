"""`dedup rules`: what each rule of a check finds, and why it matters."""

import json

import click

from ..rules import RULES, Rule, find_rule


@click.command(short_help="Explain the rules of dedup check.", epilog="\b\nExample:\n  dedup rules DD005")
@click.argument("rule_id", required=False, metavar="[ID]", help="One rule; all if none is named.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rules(rule_id: str | None, as_json: bool) -> None:
    """Explain the rules of dedup check, each with an example."""
    chosen = {rule_id.upper(): find_rule(rule_id)} if rule_id else RULES
    if as_json:
        told = [
            {"id": key, **{name: getattr(rule, name) for name in rule.__slots__}}
            for key, rule in chosen.items()
        ]
        click.echo(json.dumps(told, indent=2))
    elif rule_id:
        click.echo(_explain(rule_id.upper(), find_rule(rule_id)))
    else:
        click.echo(
            "\n".join(f"{key}  {rule.severity:<8} {rule.name:<21} {rule.says}" for key, rule in RULES.items())
        )


def _explain(rule_id: str, rule: Rule) -> str:
    lines = [f"{rule_id} {rule.name} ({rule.severity})", "", rule.says, rule.why]
    if rule.threshold is not None:
        lines += ["", f"Threshold {rule.threshold}: {rule.measures}. Change it: --threshold {rule_id}=0.5"]
    return "\n".join([*lines, "", "Example:", f"  {rule.example}"])
