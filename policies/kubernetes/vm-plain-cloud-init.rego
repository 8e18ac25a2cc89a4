# METADATA
# title: Virtual machines must keep cloud-init data in Secrets
# description: >-
#   cloud-init data commonly holds passwords and keys. Written into the machine's specification, who may read the
#   machine has them too. bulkhead keeps only that there is some.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/user_workloads/startup_scripts/
#     description: Startup scripts
# custom:
#   severity: medium
#   subject: kubernetes/virtualmachine
#   wall: identity
#   dimension: security
#   remediation: >-
#     Put the data into a Secret and name it in secretRef, and in networkDataSecretRef.
#   frameworks:
#     mitre-containers: ["T1552.007"]
#     nist-800-53r5: [ia-5, sc-28]
#     bsi-sys-1.6: [A8]
#     pci-dss-4.0.1: ["8.6.2"]
package bulkhead.kubernetes.vm_plain_cloud_init

deny contains {
	"path": ["virtualmachine", "spec", "volumes", i, source, field],
	"message": "holds its cloud-init user data itself",
} if {
	some i, volume in input.virtualmachine.spec.volumes
	some source in ["cloudInitConfigDrive", "cloudInitNoCloud"]
	some field in ["userData", "userDataBase64"]
	not object.get(volume, [source, field], "") in {"", null}
}
