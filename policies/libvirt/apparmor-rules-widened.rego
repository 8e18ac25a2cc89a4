# METADATA
# title: The host must not widen the profiles of its guests
# description: >-
#   libvirt makes each guest a profile of AppArmor from a template with the files of that guest alone. Rules
#   that the host adds in /etc/apparmor.d/local or to the template hold for all guests: one that lets them write
#   anywhere, gives them rights of root or only complains takes the wall from every one. Acceptable for single
#   directories that all guests need.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#apparmor-svirt-confinement
#     description: AppArmor in the QEMU driver
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: kernel
#   dimension: isolation
#   remediation: Take the rule out, reload the profiles with apparmor_parser -r, then stop and start the guests.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.apparmor_rules_widened

deny contains {
	"path": ["machine", "libvirt", "apparmor", i],
	"message": concat("", ["adds a rule to all guests' profiles that ", what]),
} if {
	some i, rule in input.machine.libvirt.apparmor
	what := _fault(rule)
}

_fault(rule) := "refuses nothing" if {
	regex.match(`\bflags=\([^)]*\b(complain|unconfined|default_allow)\b`, rule)
} else := "gives them rights of root" if {
	regex.match(`^(audit )?(allow )?capability( sys_(admin|module|ptrace|rawio)\b.*)?,`, rule)
} else := "lets them write the host's files or devices" if {
	files := regex.replace(rule, `^(audit )?(allow )?(owner )?(file )?"?`, "")
	regex.match(`^[^ "]+"? [a-zA-Z]*[wa]`, files)
	regex.match(_everywhere, files)
} else := "lets them have all files" if {
	regex.match(`^(audit )?(allow )?(file|all),`, rule)
}

# Our own list of places that are not one guest's, 2026-11-24.
_everywhere := concat("", [
	`^/(\{?,?\*\*|`,
	`(boot|dev|etc|home|proc|root|run|sys|usr|var|var/lib|var/lib/libvirt|var/lib/libvirt/images)/\*|`,
	`dev/(dm-|kmem|mapper|mem|nvme|sd))`,
])
