package bulkhead.lib.kubernetes.rbac_subjects_test

import data.bulkhead.lib.kubernetes.rbac_subjects as subjects

test_shipped[name] if {
	some name, subject in {
		"user": {"kind": "User", "name": "system:kube-scheduler"},
		"group": {"kind": "Group", "name": "system:masters"},
		"kubeadm's group": {"kind": "Group", "name": "kubeadm:cluster-admins"},
		"account": {"kind": "ServiceAccount", "name": "job-controller", "namespace": "kube-system"},
		"account as user": {"kind": "User", "name": "system:serviceaccount:kube-system:job-controller"},
	}
	subjects.is_shipped(subject)
}

test_not_shipped[name] if {
	some name, subject in {
		"person": {"kind": "User", "name": "jane"},
		"prefix": {"kind": "User", "name": "system:jane"},
		"one node": {"kind": "User", "name": "system:node:a"},
		"group's name as user": {"kind": "User", "name": "system:masters"},
		"user's name as group": {"kind": "Group", "name": "system:kube-scheduler"},
		"everyone": {"kind": "Group", "name": "system:authenticated"},
		"no credentials": {"kind": "Group", "name": "system:unauthenticated"},
		"anonymous": {"kind": "User", "name": "system:anonymous"},
		"all accounts": {"kind": "Group", "name": "system:serviceaccounts"},
		"all accounts of kube-system": {"kind": "Group", "name": "system:serviceaccounts:kube-system"},
		"default account": {"kind": "ServiceAccount", "name": "default", "namespace": "kube-system"},
		"namesake elsewhere": {"kind": "ServiceAccount", "name": "job-controller", "namespace": "shop"},
		"namesake elsewhere as user": {"kind": "User", "name": "system:serviceaccount:shop:job-controller"},
		"account without namespace": {"kind": "ServiceAccount", "name": "job-controller"},
		"no text": {"kind": "User", "name": 1},
		"nothing": {},
	}
	not subjects.is_shipped(subject)
}

test_administrators if {
	subjects.is_administrator({"kind": "Group", "name": "system:masters"})
	subjects.is_administrator({"kind": "Group", "name": "kubeadm:cluster-admins"})
	not subjects.is_administrator({"kind": "User", "name": "system:masters"})
	not subjects.is_administrator({"kind": "Group", "name": "system:nodes"})
	not subjects.is_administrator({})
}
