# METADATA
# title: Load balancers must name their clients
# description: >-
#   A Service of type LoadBalancer gets an address outside of the cluster, mostly a public one, and takes
#   connections from everywhere unless loadBalancerSourceRanges names blocks. A service that was meant for
#   colleagues is then on the internet. Where a Service asks its cloud for an internal load balancer, whoever is in
#   the cloud's own network is let in, and the severity is low. It is acceptable for what is meant for everyone.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
#     description: Services of type LoadBalancer
# custom:
#   severity: medium
#   subject: kubernetes/service
#   wall: network
#   dimension: isolation
#   remediation: >-
#     List in loadBalancerSourceRanges the blocks that clients are in.
#   frameworks:
#     nsa: [network-separation]
#     mitre-containers: [T1133, T1190]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [sc-7]
#     bsi-app-4.4: [A7]
#     pci-dss-4.0.1: ["1.4.2"]
package bulkhead.kubernetes.load_balancer_open_to_all

import data.bulkhead.lib.kubernetes.loadbalancer

deny contains object.union(
	{
		"path": ["service", "spec", "loadBalancerSourceRanges"],
		"message": "is a load balancer that takes connections from everywhere",
	},
	_tempered,
) if {
	not notapplicable
	not _limited
}

deny contains object.union(
	{
		"path": ["service", "spec", "loadBalancerSourceRanges", i],
		"message": "is a load balancer that takes connections from every address",
	},
	_tempered,
) if {
	not notapplicable
	some i, cidr in input.service.spec.loadBalancerSourceRanges
	cidr in {"0.0.0.0/0", "::/0"}
}

default _tempered := {}

_tempered := {
	"message": "is a load balancer that takes connections from everywhere in the cloud's own network",
	"severity": "low",
} if {
	loadbalancer.inside_cloud
}

_limited if count(input.service.spec.loadBalancerSourceRanges) > 0

# What Kubernetes reads where the field is empty.
_limited if {
	ranges := input.service.metadata.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]
	not _unlimited(ranges)
}

_unlimited(ranges) if {
	some cidr in split(ranges, ",")
	trim_space(cidr) in {"", "0.0.0.0/0", "::/0"}
}

notapplicable if not _is_load_balancer

_is_load_balancer if input.service.spec.type == "LoadBalancer"
