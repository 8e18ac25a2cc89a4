# METADATA
# title: Virtual machines must not run hooks beside their emulator
# description: >-
#   The annotation hooks.kubevirt.io/hookSidecars names images that KubeVirt runs beside the emulator, and that may
#   change the libvirt domain before it starts: devices, emulator and arguments. It needs KubeVirt's feature gate
#   Sidecar.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/user_workloads/hook-sidecar/
#     description: Hook sidecars
# custom:
#   severity: high
#   subject: kubernetes/virtualmachine
#   wall: management
#   dimension: isolation
#   remediation: >-
#     Remove the annotation, and ask for what is needed in the machine's own specification.
#   frameworks:
#     mitre-containers: [T1610]
#     nist-800-190: ["4.5.2", "4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.vm_hook_sidecar

deny contains {
	"path": ["virtualmachine", "metadata", "annotations", "hooks.kubevirt.io/hookSidecars"],
	"message": "runs hooks that may change its libvirt domain",
} if {
	not input.virtualmachine.metadata.annotations["hooks.kubevirt.io/hookSidecars"] in {"", "[]", null}
	_ = input.virtualmachine.metadata.annotations["hooks.kubevirt.io/hookSidecars"]
}
