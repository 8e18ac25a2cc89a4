# METADATA
# title: KubeVirt must encrypt migrations
# description: >-
#   A migration sends the memory of a running machine to another node: keys, passwords and all else that the guest
#   holds. KubeVirt encrypts it with certificates of its own, unless disableTLS is set. Then whoever can read or
#   change what nodes send each other has the guest.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/compute/live_migration/
#     description: Live migration
# custom:
#   severity: high
#   subject: kubernetes/kubevirt
#   wall: network
#   dimension: security
#   remediation: >-
#     Remove disableTLS from spec.configuration.migrations.
#   frameworks:
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-8, sc-8.1]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.kubevirt_migration_without_tls

deny contains {
	"path": ["kubevirt", "spec", "configuration", "migrations", "disableTLS"],
	"message": "sends the memory of virtual machines that migrate in clear text",
	"expected": false,
} if {
	input.kubevirt.spec.configuration.migrations.disableTLS == true
}
