# METADATA
# title: Guests must boot with Secure Boot
# description: >-
#   UEFI with Secure Boot starts only signed boot loaders and kernels, so malware in the guest does not outlive a reboot below the
#   operating system. BIOS, which libvirt takes by default, checks nothing, and neither does UEFI whose firmware is not
#   secure or has no keys. A loader with secure='yes' counts as on unless its keys are said to be missing. Without a
#   loader, firmware='efi' leaves the choice to the host. Acceptable for systems without signed loaders.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/secureboot.html
#     description: Secure Boot in libvirt
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: security
#   remediation: Set firmware='efi' with the features secure-boot and enrolled-keys enabled, on a q35 machine.
#   frameworks:
#     bsi-sys-1.5: [A3, A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-14, si-7]
package bulkhead.libvirt.secure_boot_off

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["domain", "os", "@firmware"],
	"message": "boots with BIOS, which checks no signatures",
	"expected": "efi",
} if {
	_has_firmware
	_bios
}

deny contains {
	"path": ["domain", "os", "loader", "secure"],
	"message": "boots with firmware that checks no signatures",
	"expected": "yes",
} if {
	_has_firmware
	not _bios
	not _secure
	_firmware_chosen
}

deny contains {
	"path": ["domain", "os", "firmware", "feature", i, "enabled"],
	"message": message,
	"expected": "yes",
} if {
	_has_firmware
	some i, feature in input.domain.os.firmware.feature
	feature.enabled == "no"
	message := _features[feature.name]
}

unknown contains {
	"path": ["domain", "os", "@firmware"],
	"message": "boots with UEFI of the host's choice, and does not ask for Secure Boot",
	"reason": "not-in-input",
} if {
	_has_firmware
	not _bios
	not _secure
	not _firmware_chosen
}

unknown contains gap if some gap in (subject.gaps | _gaps)

notapplicable if not _has_firmware

_features := {
	"enrolled-keys": "boots with firmware that has no keys to check signatures with",
	"secure-boot": "boots with firmware whose Secure Boot is off",
}

_gaps contains {"path": ["domain", "os"], "message": input.domain.os.why, "reason": input.domain.os.unknown}

_gaps contains unknown_value.verdict(["domain", "os", "type"], input.domain.os.type)

_gaps contains unknown_value.verdict(["domain", "os", "loader"], input.domain.os.loader)

_gaps contains unknown_value.verdict(["domain", "os", "firmware"], input.domain.os.firmware)

# Containers and paravirtual guests have no firmware, and other architectures no Secure Boot in libvirt.
_has_firmware if {
	count(_gaps) == 0
	input.domain.os.type["#text"] == "hvm"
	object.get(input.domain.os.type, "arch", "x86_64") in {"aarch64", "i686", "x86_64"}
}

_bios if input.domain.os["@firmware"] == "bios"

# A loader without a type is rom, which libvirt lets pass for secure.
_bios if {
	not input.domain.os["@firmware"]
	not input.domain.os.loader.type
}

_bios if input.domain.os.loader.type == "rom"

_secure if input.domain.os.loader.secure == "yes"

_secure if {
	some feature in input.domain.os.firmware.feature
	feature.name in {"enrolled-keys", "secure-boot"}
	feature.enabled == "yes"
}

_firmware_chosen if input.domain.os.loader["#text"]

_firmware_chosen if input.domain.os.loader.secure == "no"

_firmware_chosen if {
	some feature in input.domain.os.firmware.feature
	feature.name == "secure-boot"
	feature.enabled == "no"
}
