package main

import "fmt"

func namespace(i int) string { return fmt.Sprintf("team-%d", i%namespaces) }

// fill writes the cluster's objects in the order of a collector.
func fill(r recording) error {
	for _, part := range []struct {
		n    int
		make func(i int) error
	}{
		{namespaces, func(i int) error {
			level := [...]string{"privileged", "baseline", "restricted", "restricted"}[i%4]
			return r.object("v1", "Namespace", "", namespace(i), fmt.Sprintf(`,"labels":{"pod-security.kubernetes.io/enforce":%q,"kubernetes.io/metadata.name":%q}`, level, namespace(i)), "")
		}},
		{hosts * perHost, func(i int) error {
			return r.object("v1", "Node", "", fmt.Sprintf("node-%d", i), "", fmt.Sprintf(`,"status":{"nodeInfo":{"systemUUID":%q}}`, uuid(i)))
		}},
		{accounts, func(i int) error {
			return r.object("v1", "ServiceAccount", namespace(i), fmt.Sprintf("account-%d", i/namespaces), "", "")
		}},
		{100, func(i int) error {
			rule := [...]string{
				`{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list"]}`, `{"apiGroups":[""],"resources":["pods"],"verbs":["get","list","create"]}`,
				`{"apiGroups":[""],"resources":["pods/exec"],"verbs":["create"]}`, `{"apiGroups":["apps"],"resources":["deployments"],"verbs":["*"]}`,
				`{"apiGroups":[""],"resources":["secrets"],"verbs":["get"]}`, `{"apiGroups":[""],"resources":["services"],"verbs":["*"]}`,
			}[i%6]
			return r.object("rbac.authorization.k8s.io/v1", "ClusterRole", "", fmt.Sprintf("role-%d", i), "", fmt.Sprintf(`,"rules":[%s,{"apiGroups":["x%d"],"resources":["y"],"verbs":["get"]}]`, rule, i))
		}},
		{bindings, func(i int) error {
			kind, where := "RoleBinding", namespace(i)
			if i%20 == 0 {
				kind, where = "ClusterRoleBinding", ""
			}
			return r.object("rbac.authorization.k8s.io/v1", kind, where, fmt.Sprintf("binding-%d", i), "", fmt.Sprintf(
				`,"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"role-%d"},"subjects":[{"kind":"ServiceAccount","namespace":%q,"name":"account-%d"}]`,
				i%100, namespace(i+i/7), i%25))
		}},
		{policies, func(i int) error {
			spec := `{"podSelector":{},"policyTypes":["Ingress","Egress"]}`
			if i >= namespaces {
				spec = fmt.Sprintf(`{"podSelector":{"matchLabels":{"app":"a%d"}},"policyTypes":["Ingress","Egress"],`+
					`"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"a%d"}}},{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":%q}}}],"ports":[{"port":8080}]}],`+
					`"egress":[{"to":[{"podSelector":{}}]},{"to":[{"namespaceSelector":{}}],"ports":[{"port":53,"protocol":"UDP"},{"port":8080}]}]}`,
					i/namespaces, (i/namespaces+1)%10, namespace(i+1))
			}
			return r.object("networking.k8s.io/v1", "NetworkPolicy", namespace(i), fmt.Sprintf("policy-%d", i/namespaces), "", `,"spec":`+spec)
		}},
		{deployments, func(i int) error { return workload(r, i) }},
		{deployments, func(i int) error { return set(r, i) }},
		{deployments * replicas, func(i int) error { return pod(r, i) }},
	} {
		for i := range part.n {
			if err := part.make(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// spec is a pod's specification, hardened but in one of twenty.
func spec(deployment int, node string) string {
	security := `{"runAsNonRoot":true,"runAsUser":1000,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}`
	switch deployment % 20 {
	case 7:
		security = `{"privileged":true}`
	case 3, 9, 15:
		security = `{}`
	}
	return fmt.Sprintf(`{"serviceAccountName":"account-%d"%s,"containers":[{"name":"app","image":"registry.example/app:%d","ports":[{"name":"http","containerPort":8080}],`+
		`"resources":{"limits":{"memory":"128Mi"}},"securityContext":%s,"volumeMounts":[{"name":"scratch","mountPath":"/tmp"}]}],"volumes":[{"name":"scratch","emptyDir":{}}]}`,
		deployment%25, node, deployment, security)
}

func labels(deployment int) string {
	return fmt.Sprintf(`,"labels":{"app":"a%d","release":"r%d"}`, deployment/namespaces%20, deployment)
}

func workload(r recording, i int) error {
	return r.object("apps/v1", "Deployment", namespace(i), fmt.Sprintf("d-%d", i), "", fmt.Sprintf(
		`,"spec":{"replicas":%d,"template":{"metadata":{%s},"spec":%s}}`, replicas, labels(i)[1:], spec(i, "")))
}

func owner(kind, namespace, name string) string {
	return fmt.Sprintf(`,"ownerReferences":[{"apiVersion":"apps/v1","kind":%q,"name":%q,"uid":"%s/%s/%s","controller":true}]`, kind, name, kind, namespace, name)
}

func set(r recording, i int) error {
	return r.object("apps/v1", "ReplicaSet", namespace(i), fmt.Sprintf("d-%d-set", i), owner("Deployment", namespace(i), fmt.Sprintf("d-%d", i)),
		fmt.Sprintf(`,"spec":{"template":{"metadata":{%s},"spec":%s}}`, labels(i)[1:], spec(i, "")))
}

func pod(r recording, i int) error {
	d := i / replicas
	node := (d*7 + i%replicas*131) % (hosts * perHost)
	return r.object("v1", "Pod", namespace(d), fmt.Sprintf("d-%d-set-%d", d, i%replicas), labels(d)+owner("ReplicaSet", namespace(d), fmt.Sprintf("d-%d-set", d)),
		fmt.Sprintf(`,"spec":%s,"status":{"phase":"Running"}`, spec(d, fmt.Sprintf(`,"nodeName":"node-%d"`, node))))
}
