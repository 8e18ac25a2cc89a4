# METADATA
# title: SCSI disks must not need emulated controllers of old
# description: >-
#   LSI, BusLogic, MegaRAID, PVSCSI and DC-390 controllers are models of hardware from decades ago, which have
#   let guests out of QEMU; virtio-scsi is small and kept up. On x86 libvirt 9.0 gives a SCSI controller without
#   a model, and a disk on a SCSI bus without a controller, an LSI. Acceptable for guests without drivers for
#   virtio.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#controllers
#     description: The controller element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: kernel
#   dimension: isolation
#   remediation: Set the SCSI controller's model to virtio-scsi.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-7, sc-39]
package bulkhead.libvirt.legacy_scsi_controller

import data.bulkhead.lib.libvirt.domain

deny contains {
	"path": ["domain", "devices", "controller", i, "@model"],
	"message": sprintf("emulates a SCSI controller of old, %s", [controller["@model"]]),
	"expected": "virtio-scsi",
} if {
	domain.runs_in_qemu
	some i, controller in input.domain.devices.controller
	controller.type == "scsi"
	controller["@model"] in _old
}

deny contains {
	"path": ["domain", "devices", "controller", i, "@model"],
	"message": "emulates the LSI controller that libvirt gives on x86",
	"expected": "virtio-scsi",
} if {
	_on_x86
	some i, controller in input.domain.devices.controller
	controller.type == "scsi"
	object.get(controller, "@model", "auto") == "auto"
}

deny contains {
	"path": ["domain", "devices", "controller"],
	"message": "has a SCSI disk and no controller for it, for which libvirt gives an LSI controller on x86",
} if {
	_on_x86
	not _has_controller
	input.facts.scsiDisks > 0
}

_on_x86 if {
	domain.runs_in_qemu
	input.domain.os.type.arch in {"i686", "x86_64"}
}

_has_controller if {
	some controller in input.domain.devices.controller
	controller.type == "scsi"
}

_old := {
	"am53c974",
	"buslogic",
	"dc390",
	"lsilogic",
	"lsisas1068",
	"lsisas1078",
	"ncr53c90",
	"vmpvscsi",
}
