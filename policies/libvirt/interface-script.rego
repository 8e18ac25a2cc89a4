# METADATA
# title: Interfaces must not run scripts on the host
# description: >-
#   libvirt runs the script of an interface as root whenever the guest starts or stops, and taints the guest with
#   shell-scripts. Who may write the script, or the guest's definition, is root on the host. Acceptable where only
#   root may write both.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#network-interfaces
#     description: The interface element
# custom:
#   severity: high
#   subject: libvirt/interface
#   wall: privilege
#   dimension: security
#   remediation: Set the interface up beforehand, name it with target managed='no', and remove the script.
#   frameworks:
#     bsi-sys-1.5: [A12, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, cm-5]
package bulkhead.libvirt.interface_script

import data.bulkhead.lib.libvirt.domain

deny contains {"path": ["interface", "script", "path"], "message": _message} if {
	domain.runs_in_qemu
	input.interface.script.path != ""
}

deny contains {"path": ["interface", "downscript", "path"], "message": _message} if {
	domain.runs_in_qemu
	input.interface.downscript.path != ""
}

_message := "runs a script as root on the host"
