# METADATA
# title: Containers must not have devices of the node
# description: >-
#   Limits on resources of other names than Kubernetes' own, and resource claims, give a container what a device plugin
#   or driver has: as a rule a device of the node, such as a GPU. Its driver in the node's kernel is then within reach,
#   some devices reach memory past the CPU, and those that are shared in time may show what the last tenant left. It is
#   acceptable where the workload is for that device.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/
#     description: Device plugins
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
#     description: Dynamic resource allocation
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Remove the resource or claim, or keep nodes with devices for one tenant.
#   frameworks:
#     nist-800-190: ["4.5.1", "4.5.2"]
#     nist-800-53r5: [ac-6, sc-4, sc-39]
#     bsi-app-4.4: [A15]
package bulkhead.kubernetes.device_assigned

import data.bulkhead.lib.kubernetes.quantity as quantity_lib

deny contains {
	"path": ["container", "resources", "limits", name],
	"message": "is given a resource that is not Kubernetes' own, as a rule a device of the node",
} if {
	some name, quantity in input.container.resources.limits
	_extended(name)
	quantity_lib.above_zero(quantity)
}

deny contains {
	"path": ["container", "resources", "claims", i],
	"message": "is given what a resource claim holds, as a rule a device of the node",
} if {
	some i, _ in input.container.resources.claims
}

# As the API tells: with a domain, and not one of Kubernetes'.
_extended(name) if {
	contains(name, "/")
	not regex.match(`^(requests\.)?([^/]*\.)?kubernetes\.io/`, name)
}
