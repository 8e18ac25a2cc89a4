# METADATA
# title: Logs must not hold all that passes
# description: >-
#   At log level 1 (debug), for all parts or by a filter, the daemon writes the documents and messages that it
#   handles into its logs, passwords of consoles and secrets among them, and fills disks. Absent, it is 3, warnings.
#   Acceptable while a fault is looked for.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/logging.html
#     description: Logging
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: management
#   dimension: security
#   remediation: Remove log_level and log_filters, or set the level to 3.
#   frameworks:
#     bsi-sys-1.5: [A6]
#     nist-800-125a: [general]
#     nist-800-53r5: [au-3, sc-28]
package bulkhead.libvirt.api_debug_log

import data.bulkhead.lib.libvirt.daemon

deny contains {
	"path": ["machine", "libvirt", file, "log_level"],
	"message": "writes everything that it is told into its logs",
	"expected": "3",
} if {
	some file, settings in daemon.configurations
	settings.log_level == "1"
}

deny contains {
	"path": ["machine", "libvirt", file, "log_filters"],
	"message": "writes everything that some of its parts are told into its logs",
} if {
	some file, settings in daemon.configurations
	regex.match(`(^|\s)1:`, settings.log_filters)
}
