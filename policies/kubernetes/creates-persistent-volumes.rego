# METADATA
# title: Bound roles must not create PersistentVolumes
# description: >-
#   A PersistentVolume may name any directory of a node. Whoever creates one and claims it mounts that directory into
#   a pod, past every Pod Security level, which looks at hostPath volumes of pods alone. It is acceptable for storage
#   provisioners.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation
#     description: Persistent volume creation
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: storage
#   dimension: security
#   remediation: >-
#     Remove create on persistentvolumes from the role: claims of a StorageClass need it from the provisioner alone.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.9"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.creates_persistent_volumes

import data.bulkhead.lib.kubernetes.rbac

# These are in no namespace, so a RoleBinding gives nothing on them.
deny contains {
	"path": grant.path,
	"message": "lets its subjects mount any directory of a node, by a volume of their own",
} if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	rbac.allows(grant.rule, "create", "", "persistentvolumes")
}

unknown contains element if {
	rbac.is_cluster_wide
	some element in rbac.unclear
}

notapplicable if not rbac.is_judged
