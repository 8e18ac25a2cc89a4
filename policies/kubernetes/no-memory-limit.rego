# METADATA
# title: Containers must have a memory limit
# description: >-
#   A container without a limit takes memory until the node has none, and the kernel then kills others' processes. A
#   limit of the container or of its pod bounds that; zero is no limit. A LimitRange with a default or a maximum for
#   containers gives new pods a limit, so their templates need none. Where a file's namespace is not in the input, no
#   LimitRange is assumed. Ephemeral containers can't have a limit.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#     description: Resources of pods and containers
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: hardware
#   dimension: resource-efficiency
#   remediation: >-
#     Set resources.limits.memory, or a LimitRange with a default for the namespace.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499, "T1496.001"]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.no_memory_limit

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["container", "resources", "limits", "memory"],
	"message": _message,
} if {
	not _limited
	not _unread
	not _ephemeral
}

default _message := "may take all of the node's memory"

_message := concat(" ", [
	"may take all of the node's memory, unless a LimitRange of its namespace gives a limit:",
	"none is in the input, and none is assumed",
]) if {
	_open
	input.facts.limitRange.unknown == "not-in-input"
}

unknown contains unknown_value.verdict(["facts", "limitRange"], input.facts.limitRange) if {
	not _limited
	not _ephemeral
	_unread
}

_limited if _above_zero(input.container.resources.limits.memory)

_limited if _above_zero(input.pod.spec.resources.limits.memory)

_limited if {
	_open
	_above_zero(input.facts.limitRange.memory)
}

_unread if {
	_open
	input.facts.limitRange.unknown == "unread"
}

# A LimitRange leaves what a container says itself, zero too.
_open if not _decides

_decides if _ = input.container.resources.limits.memory

# A quantity is above zero if it has a digit above zero before its exponent or unit.
_above_zero(quantity) if regex.match(`^\+?[0-9.]*[1-9]`, sprintf("%v", [quantity]))

_ephemeral if input.facts.type == "ephemeral"

notapplicable if _ephemeral
