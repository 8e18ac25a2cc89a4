# METADATA
# title: What is done to guests must be audited
# description: >-
#   libvirt tells the host's audit daemon which guest started and stopped, with which disks, interfaces and labels.
#   audit_level = 0 stops that, so that nobody can tell later which guest had a disk. Absent, it is 1: told where
#   the host audits. 2 refuses to start without. Acceptable where another record is kept.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/auditlog.html
#     description: The audit log
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: management
#   dimension: security
#   remediation: Remove audit_level, or set it to 2.
#   frameworks:
#     bsi-sys-1.5: [A6, A17]
#     nist-800-125a: [general]
#     nist-800-53r5: [au-2, au-12]
package bulkhead.libvirt.api_audit_off

import data.bulkhead.lib.libvirt.daemon

deny contains {
	"path": ["machine", "libvirt", file, "audit_level"],
	"message": "writes nothing of what is done to guests into the audit log",
	"expected": "1",
} if {
	some file, settings in daemon.configurations
	settings.audit_level == "0"
}
