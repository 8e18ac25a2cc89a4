# METADATA
# title: Containers must have a limit of ephemeral storage
# description: >-
#   What a container writes into its own layer, its logs and its emptyDir volumes takes the node's disk. Without a limit
#   it fills that up, and the kubelet then evicts pods of others too. A LimitRange with a default or maximum for
#   containers gives new pods a limit. Ephemeral containers can't have one.
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
#     Set resources.limits.ephemeral-storage, or a LimitRange with a default for the namespace.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499, "T1496.001"]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.no_ephemeral_storage_limit

import data.bulkhead.lib.kubernetes.quantity
import data.bulkhead.lib.unknown as unknown_value

deny contains {"path": ["container", "resources", "limits", "ephemeral-storage"], "message": _message} if {
	not _given
	not _unread
	not _ephemeral
}

default _message := "may fill the node's disk"

_message := concat(" ", [
	"may fill the node's disk, unless a LimitRange of its namespace gives one:",
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

_given if quantity.above_zero(input.container.resources.limits["ephemeral-storage"])

_given if {
	not _decides
	quantity.above_zero(input.facts.limitRange.ephemeralStorage)
}

_unread if {
	not _decides
	input.facts.limitRange.unknown == "unread"
}

# A LimitRange leaves what a container says itself, zero too.
_decides if _ = input.container.resources.limits["ephemeral-storage"]

_ephemeral if input.facts.type == "ephemeral"

notapplicable if _ephemeral
