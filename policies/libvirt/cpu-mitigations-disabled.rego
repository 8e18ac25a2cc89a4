# METADATA
# title: Guests must see the CPU's mitigations
# description: >-
#   A guest's kernel protects its processes from each other with what its CPU offers: barriers for indirect
#   branches, flushed buffers, no speculative store bypass. Where the definition takes one of these away (policy
#   disable or forbid), the guest does without, however safe the host is. Acceptable only for guests that run one
#   program.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#cpu-model-and-topology
#     description: The cpu element
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: Remove the feature element, or set its policy to require.
#   frameworks:
#     bsi-sys-1.5: [A3, A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.cpu_mitigations_disabled

deny contains {
	"path": ["domain", "cpu", "feature", i, "policy"],
	"message": sprintf("hides the CPU's %s from the guest, which its kernel needs against speculation", [feature.name]),
} if {
	some i, feature in input.domain.cpu.feature
	feature.policy in {"disable", "forbid"}
	feature.name in _mitigations
}

_mitigations := {
	"amd-ssbd",
	"amd-stibp",
	"arch-capabilities",
	"flush-l1d",
	"ibpb",
	"ibrs",
	"md-clear",
	"pcid",
	"spec-ctrl",
	"ssbd",
	"stibp",
	"virt-ssbd",
}
