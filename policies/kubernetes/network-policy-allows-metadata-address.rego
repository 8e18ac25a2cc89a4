# METADATA
# title: Network policies must not open the cloud's metadata address
# description: >-
#   At 169.254.169.254 and fd00:ec2::254 clouds answer with the node's credentials, user data and network. A block
#   in an egress rule that contains the address lets pods ask for them, and whoever takes over a pod becomes the
#   node in the cloud's eyes. All of 0.0.0.0/0 without an exception does so too, which is how most rules for the
#   internet are written. Where the nodes' provider IDs name Alibaba Cloud, Amazon EC2, Azure, DigitalOcean, Google,
#   Linode, OpenStack, Oracle or Scaleway, that cloud's addresses are meant, which are others in part. It is acceptable
#   where the cloud's metadata service or the network plugin refuses pods, and on machines that are in no cloud.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
#     description: Network policies
# custom:
#   severity: medium
#   subject: kubernetes/networkpolicy
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Add the address (as 169.254.169.254/32, and fd00:ec2::254/128 for IPv6) to the block's exceptions, or name
#     smaller blocks.
#   frameworks:
#     nsa: [network-policies]
#     mitre-containers: [T1046]
#     nist-800-190: ["4.3.3", "4.4.2"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7, A18]
package bulkhead.kubernetes.network_policy_allows_metadata_address

import data.bulkhead.lib.kubernetes.metadata
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": block.path,
	"message": sprintf("allows egress to a block that holds %s, where clouds give out the node's credentials", [block.address]),
} if {
	some block in _open
	block.address in metadata.addresses
	not _settled(block.address)
}

unknown contains unknown_value.verdict(block.path, input.facts.denied.toMetadata[block.address]) if {
	some block in _open
	block.address in metadata.addresses
}

unknown contains unknown_value.verdict(block.path, input.facts.clouds) if {
	some block in _open
	block.address in metadata.possible
	not input.facts.denied.toMetadata[block.address] == true
}

_settled(address) if input.facts.denied.toMetadata[address] == true

_settled(address) if unknown_value.is_unknown(input.facts.denied.toMetadata[address])

_open contains {
	"path": ["networkpolicy", "spec", "egress", i, "to", j, "ipBlock", "cidr"],
	"address": address,
} if {
	not notapplicable
	some i, rule in input.networkpolicy.spec.egress
	_web(rule)
	some j, peer in rule.to
	net.cidr_is_valid(peer.ipBlock.cidr)
	some address in (metadata.addresses | metadata.possible)
	net.cidr_contains(peer.ipBlock.cidr, address)
	not _excepted(object.get(peer.ipBlock, "except", []), address)
}

notapplicable if not _applies

# The service answers on TCP's port 80.
_web(rule) if object.get(rule, "ports", null) in {null, []}

_web(rule) if {
	some port in rule.ports
	object.get(port, "protocol", null) in {null, "TCP"}
	_includes(port)
}

_includes(port) if object.get(port, "port", null) == null

_includes(port) if {
	is_number(port.port)
	port.port <= 80
	_last(port) >= 80
}

_last(port) := port.endPort

_last(port) := port.port if object.get(port, "endPort", null) == null

_excepted(list, address) if {
	some except in list
	net.cidr_is_valid(except)
	net.cidr_contains(except, address)
}

_applies if {
	some direction in input.networkpolicy.spec.policyTypes
	direction == "Egress"
}

_applies if object.get(input.networkpolicy.spec, "policyTypes", null) in {null, []}
