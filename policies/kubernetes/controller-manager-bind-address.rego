# METADATA
# title: The controller manager should listen on loopback alone
# description: >-
#   The controller manager answers health checks, metrics and profiles at --bind-address, all addresses by default.
#   It asks for an identity, but whatever it listens on can be attacked before that. kubeadm sets 127.0.0.1. It is
#   acceptable where metrics are read from other machines and a firewall lets nothing else through.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
#     description: Flags of the controller manager
# custom:
#   severity: low
#   subject: kubernetes/controllermanager
#   wall: network
#   dimension: security
#   remediation: >-
#     Set --bind-address=127.0.0.1.
#   frameworks:
#     cis-kubernetes-1.12: ["1.3.7"]
#     nsa: [network-separation]
#     nist-800-53r5: [sc-7, cm-7]
#     pci-dss-4.0.1: ["1.2.5"]
package bulkhead.kubernetes.controller_manager_bind_address

import data.bulkhead.lib.kubernetes.address

deny contains {
	"path": ["controllermanager", "flags", "bind-address"],
	"message": "listens on more than loopback",
	"expected": "127.0.0.1",
} if {
	not address.is_loopback(_address)
}

default _address := "0.0.0.0"

_address := input.controllermanager.flags["bind-address"]
