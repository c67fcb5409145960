"""A parameter's default as a stack's previous value. moto keeps only what was passed when the stack was made, and answers 500 (KeyError) to an UpdateStack that says `UsePreviousValue` of another, as the CDK says of `BootstrapVersion`."""

from typing import Any

from moto.cloudformation.models import CloudFormationBackend


def install() -> None:
    resolve = CloudFormationBackend._resolve_update_parameters

    def with_defaults(backend: CloudFormationBackend, instance: Any, incoming_params: Any) -> dict[str, str]:
        # A stack set has no template parsed, and isn't deployed here.
        declared = getattr(instance, "template_dict", {}).get("Parameters", {})
        for name, parameter in declared.items():
            if "Default" in parameter:
                instance.parameters.setdefault(name, parameter["Default"])
        return resolve(backend, instance, incoming_params)

    CloudFormationBackend._resolve_update_parameters = with_defaults  # type: ignore[method-assign]
