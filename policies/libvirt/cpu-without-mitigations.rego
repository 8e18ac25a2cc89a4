# METADATA
# title: The CPU model of guests must offer mitigations
# description: >-
#   A guest of a named CPU model sees that model's features and no others. The models from before 2018, and qemu64
#   and kvm64, have nothing against speculation across privileges, so the guest's kernel cannot protect its
#   processes from each other, on any host. Without a cpu element QEMU takes such a model. Acceptable for guests
#   that run one program.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#cpu-model-and-topology
#     description: The cpu element
#   - ref: https://www.qemu.org/docs/master/system/i386/cpu.html
#     description: QEMU's recommendations for CPU models
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Set the cpu's mode to host-model, or take a model that ends in -IBRS or -IBPB, or add the host's mitigations
#     with policy require.
#   frameworks:
#     bsi-sys-1.5: [A3, A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.cpu_without_mitigations

deny contains {
	"path": ["domain", "cpu", "mode"],
	"message": "has QEMU's oldest CPU model, which offers nothing against speculation",
	"expected": "host-model",
} if {
	_x86
	not input.domain.cpu.mode
	not input.domain.cpu.model
}

deny contains {
	"path": ["domain", "cpu", "model"],
	"message": "has a CPU model that offers nothing against speculation",
} if {
	_x86
	_custom
	input.domain.cpu.model["#text"] in _old
	not _mitigated
}

notapplicable if not _x86

# Emulated guests have no CPU of the host's to protect from.
_x86 if {
	input.domain.type == "kvm"
	input.domain.os.type.arch in {"i686", "x86_64"}
}

_custom if not input.domain.cpu.mode

_custom if input.domain.cpu.mode == "custom"

_mitigated if {
	some feature in input.domain.cpu.feature
	feature.name in {"ibpb", "spec-ctrl"}
	object.get(feature, "policy", "require") in {"force", "require"}
}

# The models of libvirt 9.0's cpu_map that have neither ibpb nor spec-ctrl.
_old := {
	"486",
	"Broadwell",
	"Broadwell-noTSX",
	"Conroe",
	"EPYC",
	"Haswell",
	"Haswell-noTSX",
	"IvyBridge",
	"Nehalem",
	"Opteron_G1",
	"Opteron_G2",
	"Opteron_G3",
	"Opteron_G4",
	"Opteron_G5",
	"Penryn",
	"SandyBridge",
	"Skylake-Client",
	"Skylake-Server",
	"Westmere",
	"athlon",
	"core2duo",
	"coreduo",
	"cpu64-rhel5",
	"cpu64-rhel6",
	"kvm32",
	"kvm64",
	"n270",
	"pentium",
	"pentium2",
	"pentium3",
	"pentiumpro",
	"phenom",
	"qemu32",
	"qemu64",
}
