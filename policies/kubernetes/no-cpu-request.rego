# METADATA
# title: Containers must request CPU
# description: >-
#   The kernel shares a busy node's CPU by the requests: a container without one gets next to nothing beside others, and
#   the scheduler packs it anywhere. A limit counts as a request. A request of the pod, or what a LimitRange gives, does
#   too. A limit of CPU is not asked for: requests share what is there, and a limit leaves the rest idle. Ephemeral
#   containers can't have a request.
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
#     Set resources.requests.cpu, or a LimitRange with a default request for the namespace.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499, "T1496.001"]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.no_cpu_request

import data.bulkhead.lib.kubernetes.quantity
import data.bulkhead.lib.unknown as unknown_value

deny contains {"path": ["container", "resources", "requests", "cpu"], "message": _message} if {
	not _given
	not _unread
	not _ephemeral
}

default _message := "requests no CPU, so it gets what others leave"

_message := concat(" ", [
	"requests no CPU, so it gets what others leave, unless a LimitRange of its namespace gives one:",
	"none is in the input, and none is assumed",
]) if {
	not _decides
	input.facts.limitRange.unknown == "not-in-input"
}

unknown contains unknown_value.verdict(["facts", "limitRange"], input.facts.limitRange) if {
	not _given
	not _ephemeral
	_unread
}

_given if quantity.above_zero(input.container.resources.requests.cpu)

_given if quantity.above_zero(input.container.resources.limits.cpu)

_given if quantity.above_zero(input.pod.spec.resources.requests.cpu)

_given if quantity.above_zero(input.pod.spec.resources.limits.cpu)

_given if {
	not _decides
	quantity.above_zero(input.facts.limitRange.cpuRequest)
}

_unread if {
	not _decides
	input.facts.limitRange.unknown == "unread"
}

# A LimitRange leaves what a container says itself, zero too.
_decides if _ = input.container.resources.requests.cpu

_decides if _ = input.container.resources.limits.cpu

_ephemeral if input.facts.type == "ephemeral"

notapplicable if _ephemeral
