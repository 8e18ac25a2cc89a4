# METADATA
# title: Migration must use TLS
# description: >-
#   Moving a running guest to another host sends all of its memory, keys and passwords included, over the network. libvirt
#   encrypts that only if the caller asks for it, unless migrate_tls_force is 1; absent, it is 0. Acceptable on hosts that
#   never migrate, and where migration has a network of its own.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/migration.html
#     description: Migration and its security
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: network
#   dimension: security
#   remediation: Give QEMU certificates on all hosts, and set migrate_tls_force = 1 in qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A9, A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-8]
package bulkhead.libvirt.migration_in_clear

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "migrate_tls_force"],
	"message": "lets guests migrate without TLS",
	"expected": "1",
} if {
	not input.machine.libvirt["qemu.conf"].migrate_tls_force == "1"
}
