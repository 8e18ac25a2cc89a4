# METADATA
# title: Subjects that Kubernetes ships
# description: >-
#   Users, groups and accounts that Kubernetes binds by itself, as k8s.io/kubernetes v1.37.2 has them, read on 2026-11-24:
#   plugin/pkg/auth/authorizer/rbac/bootstrappolicy for the API server's own bindings, cmd/kubeadm for kubeadm's. The list is
#   exact: the prefix "system:" alone proves nothing, as a certificate may carry it. The groups that everyone belongs to
#   (system:authenticated, system:unauthenticated, system:serviceaccounts) and system:anonymous are not in it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
#     description: Default roles and role bindings
package bulkhead.lib.kubernetes.rbac_subjects

# METADATA
# description: An element of a binding's subjects is one that Kubernetes ships.
# scope: document
is_shipped(subject) if {
	subject.kind == "User"
	subject.name in _users
}

is_shipped(subject) if {
	subject.kind == "Group"
	subject.name in _groups
}

is_shipped(subject) if {
	subject.kind == "ServiceAccount"
	subject.namespace == "kube-system"
	subject.name in _accounts
}

# An account by its user name.
is_shipped(subject) if {
	subject.kind == "User"
	is_string(subject.name)
	startswith(subject.name, _account_prefix)
	trim_prefix(subject.name, _account_prefix) in _accounts
}

# METADATA
# description: An element of a binding's subjects is a group that Kubernetes or kubeadm itself binds to cluster-admin.
# scope: document
is_administrator(subject) if {
	subject.kind == "Group"
	subject.name in {"kubeadm:cluster-admins", "system:masters"}
}

_account_prefix := "system:serviceaccount:kube-system:"

_users := {
	"kube-apiserver-kubelet-client",
	"system:kube-controller-manager",
	"system:kube-proxy",
	"system:kube-scheduler",
}

_groups := {
	"kubeadm:cluster-admins",
	"system:bootstrappers:kubeadm:default-node-token",
	"system:masters",
	"system:monitoring",
	"system:nodes",
}

# All in kube-system.
_accounts := {
	"attachdetach-controller",
	"bootstrap-signer",
	"certificate-controller",
	"cloud-provider",
	"clusterrole-aggregation-controller",
	"coredns",
	"cronjob-controller",
	"daemon-set-controller",
	"deployment-controller",
	"device-taint-eviction-controller",
	"disruption-controller",
	"endpoint-controller",
	"endpointslice-controller",
	"endpointslicemirroring-controller",
	"ephemeral-volume-controller",
	"expand-controller",
	"generic-garbage-collector",
	"horizontal-pod-autoscaler",
	"job-controller",
	"kube-apiserver-serving-clustertrustbundle-publisher",
	"kube-controller-manager",
	"kube-dns",
	"kube-proxy",
	"kube-scheduler",
	"leader-election-controller",
	"legacy-service-account-token-cleaner",
	"namespace-controller",
	"node-controller",
	"persistent-volume-binder",
	"pod-garbage-collector",
	"podcertificaterequestcleaner",
	"pv-protection-controller",
	"pvc-protection-controller",
	"replicaset-controller",
	"replication-controller",
	"resource-claim-controller",
	"resourcequota-controller",
	"root-ca-cert-publisher",
	"route-controller",
	"selinux-warning-controller",
	"service-account-controller",
	"service-cidrs-controller",
	"service-controller",
	"statefulset-controller",
	"storage-version-migrator-controller",
	"token-cleaner",
	"ttl-after-finished-controller",
	"ttl-controller",
	"validatingadmissionpolicy-status-controller",
	"volumeattributesclass-protection-controller",
}
