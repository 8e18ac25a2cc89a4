# METADATA
# title: Migration must listen on its own network
# description: >-
#   A host that takes a guest over listens for its state on migration_address; absent, on every address that the
#   host has, those that guests and users reach included. Acceptable on hosts that never migrate, and where a
#   firewall holds the ports from 49152 on.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/migration.html
#     description: Migration and its security
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: network
#   dimension: orchestration
#   remediation: Set migration_address in qemu.conf to the host's address on the network for migration.
#   frameworks:
#     bsi-sys-1.5: [A9, A11]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-7, ac-4]
package bulkhead.libvirt.migration_on_every_address

import data.bulkhead.lib.libvirt.address

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "migration_address"],
	"message": "takes guests over on every address that it has",
} if {
	not input.machine.libvirt["qemu.conf"].migration_address
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "migration_address"],
	"message": "takes guests over on every address that it has",
} if {
	address.is_wildcard(input.machine.libvirt["qemu.conf"].migration_address)
}
