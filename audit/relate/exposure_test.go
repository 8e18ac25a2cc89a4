package relate

import (
	"testing"

	"bulkhead/audit/estate"
)

const shop = `{"kind":"Service","metadata":{"name":"shop","namespace":"a"},"spec":{}}`

func TestBackendsOfIngresses(t *testing.T) {
	const (
		one = `{"kind":"Ingress","metadata":{"name":"i","namespace":"a"},"spec":{"defaultBackend":{"service":{"name":"shop"}}}}`
		two = `{"kind":"Ingress","metadata":{"name":"i","namespace":"a"},"spec":{"rules":[{"host":"x"},{"http":{"paths":[
			{"backend":{"service":{"name":"gone"}}},{"backend":{"resource":{"name":"b"}}},{"backend":{"service":{"name":"shop"}}}]}}]}}`
		beta      = `{"kind":"Ingress","metadata":{"name":"i","namespace":"a"},"spec":{"backend":{"serviceName":"shop"},"rules":[{"http":{"paths":[{"backend":{"serviceName":"gone"}}]}}]}}`
		elsewhere = `{"kind":"Service","metadata":{"name":"shop","namespace":"b"},"spec":{}}`
	)
	for name, e := range map[string]expect{
		"there":               {objects: []string{one, shop}, kind: estate.Cluster, want: "true"},
		"there in files":      {objects: []string{one, shop}, kind: estate.Files, want: "true"},
		"another namespace":   {objects: []string{one, elsewhere}, kind: estate.Cluster, want: "false"},
		"in whole files":      {objects: []string{namespaceA, one, elsewhere}, kind: estate.Files, want: "false"},
		"in files":            {objects: []string{one}, kind: estate.Files, want: "not-in-input"},
		"services unread":     {objects: []string{one}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "Service", Namespace: "a"}}, want: "unread"},
		"another's unread":    {objects: []string{one}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "Service", Namespace: "b"}}, want: "false"},
		"there, all unread":   {objects: []string{shop, one}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "Service"}}, want: "true"},
		"among several":       {objects: []string{two, shop}, kind: estate.Cluster, want: "true"},
		"no such, of several": {objects: []string{two}, kind: estate.Cluster, want: "false"},
	} {
		hold(t, name, "kubernetes/ingress", "i", "", e, "backends", "shop")
	}
	hold(t, "before v1", "kubernetes/ingress", "i", "", expect{objects: []string{beta, shop}, kind: estate.Cluster, want: `{"shop":true,"gone":false}`}, "backends")
	hold(t, "all", "kubernetes/ingress", "i", "", expect{objects: []string{two, shop}, kind: estate.Cluster, want: `{"gone":false,"shop":true}`}, "backends")
}

func TestBackendsOfRoutes(t *testing.T) {
	const (
		own    = `{"kind":"HTTPRoute","metadata":{"name":"r","namespace":"b"},"spec":{"rules":[{"backendRefs":[{"name":"shop"},{"namespace":"b","name":"till"}]}]}}`
		other  = `{"kind":"HTTPRoute","metadata":{"name":"r","namespace":"b"},"spec":{"rules":[{"backendRefs":[{"namespace":"a","name":"shop"}]}]}}`
		mirror = `{"kind":"GRPCRoute","metadata":{"name":"r","namespace":"a"},"spec":{"rules":[{"filters":[
			{"type":"RequestMirror","requestMirror":{"backendRef":{"group":"","kind":"Service","name":"shop"}}},{"type":"Other"}],
			"backendRefs":[{"kind":"Bucket","name":"b"},{"group":"x","name":"c"}]}]}}`
		grant = `{"kind":"ReferenceGrant","metadata":{"name":"g","namespace":"a"},"spec":{"from":[{"group":"gateway.networking.k8s.io","kind":"HTTPRoute","namespace":"b"}],
			"to":[{"group":"","kind":"Service"}]}}`
		narrow = `{"kind":"ReferenceGrant","metadata":{"name":"g","namespace":"a"},"spec":{"from":[{"group":"gateway.networking.k8s.io","kind":"HTTPRoute","namespace":"b"}],
			"to":[{"group":"","kind":"Service","name":"till"}]}}`
	)
	for name, e := range map[string]expect{
		"its own":              {objects: []string{own}, want: `{"shop":false,"b/till":false}`},
		"not granted":          {objects: []string{other}, want: `{}`},
		"granted":              {objects: []string{other, grant}, want: `{"a/shop":false}`},
		"granted, there":       {objects: []string{other, grant, shop}, want: `{"a/shop":true}`},
		"another granted":      {objects: []string{other, narrow}, want: `{}`},
		"a mirror":             {objects: []string{mirror, shop}, want: `{"shop":true}`},
		"a mirror to nowhere":  {objects: []string{mirror}, want: `{"shop":false}`},
		"nothing is sent":      {objects: []string{`{"kind":"HTTPRoute","metadata":{"name":"r","namespace":"a"},"spec":{}}`}, want: `{}`},
		"what is no reference": {objects: []string{`{"kind":"HTTPRoute","metadata":{"name":"r"},"spec":{"rules":[1,{"backendRefs":7}]}}`}, want: `{}`},
	} {
		e.kind = estate.Cluster
		hold(t, name, "kubernetes/route", "r", "", e, "backends")
	}
}

func TestListenersInClearText(t *testing.T) {
	gateway := func(more string) string {
		return `{"kind":"Gateway","metadata":{"name":"g","namespace":"a"},"spec":{"listeners":[{"name":"l","protocol":"HTTP","port":80` + more + `}]}}`
	}
	route := func(namespace, spec string) string {
		return `{"kind":"HTTPRoute","metadata":{"name":"r","namespace":"` + namespace + `"},"spec":{` + spec + `}}`
	}
	const (
		serves    = `"rules":[{"backendRefs":[{"name":"shop"}]}]`
		redirects = `"rules":[{"filters":[{"type":"RequestRedirect","requestRedirect":{"scheme":"https"}}]}]`
		parent    = `"parentRefs":[{"name":"g"}],`
		abroad    = `"parentRefs":[{"name":"g","namespace":"a"}],`
		all       = `,"allowedRoutes":{"namespaces":{"from":"All"}}`
		selected  = `,"allowedRoutes":{"namespaces":{"from":"Selector","selector":{"matchLabels":{"team":"x"}}}}`
		teamX     = `{"kind":"Namespace","metadata":{"name":"b","labels":{"team":"x"}}}`
		teamY     = `{"kind":"Namespace","metadata":{"name":"b","labels":{"team":"y"}}}`
	)
	for name, e := range map[string]expect{
		"serves":                  {objects: []string{gateway(""), route("a", parent+serves)}, want: "true"},
		"serves in files":         {objects: []string{gateway(""), route("a", parent+serves)}, kind: estate.Files, want: "true"},
		"redirects":               {objects: []string{gateway(""), route("a", parent+redirects)}, want: "false"},
		"redirects in files":      {objects: []string{gateway(""), route("a", parent+redirects)}, kind: estate.Files, want: "not-in-input"},
		"redirects in whole ones": {objects: []string{namespaceA, gateway(""), route("a", parent+redirects)}, kind: estate.Files, want: "false"},
		"no rule":                 {objects: []string{gateway(""), route("a", parent+`"rules":[]`)}, want: "false"},
		"no route":                {objects: []string{gateway("")}, want: "false"},
		"another gateway":         {objects: []string{gateway(""), route("a", `"parentRefs":[{"name":"h"}],`+serves)}, want: "false"},
		"a service as parent":     {objects: []string{gateway(""), route("a", `"parentRefs":[{"name":"g","group":"","kind":"Service"}],`+serves)}, want: "false"},
		"this listener":           {objects: []string{gateway(""), route("a", `"parentRefs":[{"name":"g","sectionName":"l","port":80}],`+serves)}, want: "true"},
		"another listener":        {objects: []string{gateway(""), route("a", `"parentRefs":[{"name":"g","sectionName":"m"}],`+serves)}, want: "false"},
		"another port":            {objects: []string{gateway(""), route("a", `"parentRefs":[{"name":"g","port":81}],`+serves)}, want: "false"},
		"not from there":          {objects: []string{gateway(""), route("b", abroad+serves)}, want: "false"},
		"from anywhere":           {objects: []string{gateway(all), route("b", abroad+serves)}, want: "true"},
		"from where a label is":   {objects: []string{teamX, gateway(selected), route("b", abroad+serves)}, want: "true"},
		"from where it is not":    {objects: []string{teamY, gateway(selected), route("b", abroad+serves)}, want: "false"},
		"labels in files":         {objects: []string{gateway(selected), route("b", abroad+serves)}, kind: estate.Files, want: "not-in-input"},
		"labels unread": {
			objects: []string{gateway(selected), route("b", abroad+serves)}, problems: []estate.Problem{{Kind: "Namespace"}}, want: "unread",
		},
		"the host":         {objects: []string{gateway(`,"hostname":"shop.example"`), route("a", parent+`"hostnames":["SHOP.example"],`+serves)}, want: "true"},
		"another host":     {objects: []string{gateway(`,"hostname":"shop.example"`), route("a", parent+`"hostnames":["a.example"],`+serves)}, want: "false"},
		"a wildcard":       {objects: []string{gateway(`,"hostname":"*.example"`), route("a", parent+`"hostnames":["a.b.example"],`+serves)}, want: "true"},
		"not its parent":   {objects: []string{gateway(`,"hostname":"*.example"`), route("a", parent+`"hostnames":["example"],`+serves)}, want: "false"},
		"its wildcard":     {objects: []string{gateway(`,"hostname":"a.example"`), route("a", parent+`"hostnames":["*.example"],`+serves)}, want: "true"},
		"routes unread":    {objects: []string{gateway("")}, problems: []estate.Problem{{Kind: "HTTPRoute"}}, want: "unread"},
		"others' unread":   {objects: []string{gateway("")}, problems: []estate.Problem{{Kind: "HTTPRoute", Namespace: "b"}}, want: "false"},
		"anybody's unread": {objects: []string{gateway(all)}, problems: []estate.Problem{{Kind: "HTTPRoute", Namespace: "b"}}, want: "unread"},
		"HTTPS": {
			objects: []string{`{"kind":"Gateway","metadata":{"name":"g","namespace":"a"},"spec":{"listeners":[{"name":"l","protocol":"HTTPS"}]}}`, route("a", parent+serves)},
			want:    "false",
		},
	} {
		if e.kind == "" {
			e.kind = estate.Cluster
		}
		want := e.want
		all := related(t, e.kind, e.problems, e.objects...)
		listeners := find(t, all, "kubernetes/gateway", "g", "").Root("facts").Value.Get("listeners").Elements()
		got := string(estate.AppendJSON(nil, listeners[0].Value.Get("clearText")))
		if v := listeners[0].Value.Get("clearText"); v.Unknown() {
			got = v.Reason()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestRoutesOfNamespacesThatWereNotChosen(t *testing.T) {
	r := New(&estate.Target{Kind: estate.Cluster, Namespaces: []estate.Namespaces{{Include: []string{"a"}}}}, nil, func(string) bool { return true })
	if got := r.cluster.routesAbsent("a", true); got.Reason() != "not-in-input" {
		t.Errorf("%v", got)
	}
	if got := r.cluster.routesAbsent("a", false); got != nil {
		t.Errorf("%v", got)
	}
}

func TestCloudsOfNodes(t *testing.T) {
	for id, want := range map[string]string{
		"aws:///eu-central-1a/i-0123456789abcdef0":              `["aws"]`,
		"gce://project/europe-west3-a/node":                     `["gce"]`,
		"azure:///subscriptions/s/resourceGroups/g/providers/p": `["azure"]`,
		"cn-hangzhou.i-bp1abc":                                  `["alicloud"]`,
		"ocid1.instance.oc1.eu-frankfurt-1.abc":                 `["oci"]`,
		"kind://docker/kind/kind-control-plane":                 `["kind"]`,
		"":                                                      `[]`,
		"something":                                             `[]`,
	} {
		policy := `{"kind":"NetworkPolicy","metadata":{"name":"n","namespace":"a"},"spec":{"podSelector":{}}}`
		node := `{"kind":"Node","metadata":{"name":"node"},"spec":{"providerID":"` + id + `"}}`
		hold(t, id, "kubernetes/networkpolicy", "n", "", expect{objects: []string{node, policy}, kind: estate.Cluster, want: want}, "clouds")
		hold(t, id, "kubernetes/networkpolicy", "n", "", expect{
			objects: []string{policy}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "Node"}}, want: "unread",
		}, "clouds")
		hold(t, id, "kubernetes/networkpolicy", "n", "", expect{objects: []string{policy}, kind: estate.Files, want: "not-in-input"}, "clouds")
	}
}

func TestImagesOfVolumesAndDisks(t *testing.T) {
	const (
		pod = `{"kind":"Deployment","metadata":{"name":"d","namespace":"a"},"spec":{"template":{"spec":{"containers":[{"name":"c"}],"volumes":[
			{"name":"v","emptyDir":{}},{"name":"w","image":{"reference":"r/x:1"}}]}}}}`
		vm = `{"kind":"VirtualMachine","metadata":{"name":"vm","namespace":"a"},"spec":{"template":{"spec":{"domain":{"firmware":{"kernelBoot":{"container":
			{"image":"r/kernel"}}}},"volumes":[{"name":"w","containerDisk":{"image":"r/disk"}},{"name":"x","emptyDisk":{}}]}}}}`
		vmi = `{"kind":"VirtualMachineInstance","metadata":{"name":"vmi","namespace":"a"},"spec":{"volumes":[{"name":"w","containerDisk":{"image":"r/disk"}}]}}`
	)
	all := related(t, estate.Files, nil, pod, vm, vmi)
	for _, want := range []struct{ object, part, path, image string }{
		{"d", "w", "spec.template.spec.volumes[1].image", `{"reference":"r/x:1"}`},
		{"vm", "w", "spec.template.spec.volumes[0].containerDisk", `{"image":"r/disk"}`},
		{"vm", "kernelBoot", "spec.template.spec.domain.firmware.kernelBoot.container", `{"image":"r/kernel"}`},
		{"vmi", "w", "spec.volumes[0].containerDisk", `{"image":"r/disk"}`},
	} {
		s := find(t, all, "kubernetes/image", want.object, want.part)
		if got := show(s, "image"); got != want.image || s.Roots[0].Path != want.path {
			t.Errorf("%s: %s at %s", want.object, got, s.Roots[0].Path)
		}
	}
	count := 0
	for _, s := range all {
		if s.Kind == "kubernetes/image" {
			count++
		}
	}
	if count != 4 {
		t.Errorf("%d images, want 4", count)
	}
}

func TestWhoIgnoresNetworkPolicies(t *testing.T) {
	daemonSet := func(name, network, images string) string {
		return `{"kind":"DaemonSet","metadata":{"name":"` + name + `","namespace":"kube-system"},"spec":{"template":{"spec":{"hostNetwork":` + network +
			`,"containers":[` + images + `]}}}}`
	}
	const (
		policy = `{"kind":"NetworkPolicy","metadata":{"name":"n","namespace":"a"},"spec":{"podSelector":{}}}`
		image  = `{"image":"ghcr.io/flannel-io/flannel:v0.27.4"}`
		proxy  = `{"image":"registry.k8s.io/kube-proxy:v1.37.2"}`
		helper = `{"image":"registry.k8s.io/networking/kube-network-policies:v0.7.0"}`
		k3s    = `{"kind":"Node","metadata":{"name":"node"},"status":{"nodeInfo":{"kubeletVersion":"v1.37.2+k3s1"}}}`
		node   = `{"kind":"Node","metadata":{"name":"node"},"status":{"nodeInfo":{"kubeletVersion":"v1.37.2"}}}`
	)
	flannel := daemonSet("kube-flannel-ds", "true", image)
	for name, e := range map[string]expect{
		"Flannel":                {objects: []string{node, policy, flannel, daemonSet("kube-proxy", "true", proxy)}, want: `"Flannel"`},
		"a pinned image":         {objects: []string{policy, daemonSet("f", "true", `{"image":"docker.io/flannel/flannel@sha256:abc"}`)}, want: `"Flannel"`},
		"with an enforcer":       {objects: []string{policy, daemonSet("kube-flannel-ds", "true", image+","+helper)}, want: "absent"},
		"beside another":         {objects: []string{policy, flannel, daemonSet("calico-node", "true", `{"image":"calico/node:v3"}`)}, want: "absent"},
		"beside one of its own":  {objects: []string{policy, flannel, daemonSet("logs", "false", `{"image":"logs"}`)}, want: `"Flannel"`},
		"of k3s":                 {objects: []string{k3s, policy, flannel}, want: "absent"},
		"no Flannel":             {objects: []string{policy, daemonSet("kube-proxy", "true", proxy)}, want: "absent"},
		"in files":               {objects: []string{policy, flannel}, kind: estate.Files, want: "absent"},
		"DaemonSets unread":      {objects: []string{policy, flannel}, problems: []estate.Problem{{Kind: "DaemonSet"}}, want: "absent"},
		"some DaemonSets unread": {objects: []string{policy, flannel}, problems: []estate.Problem{{Kind: "DaemonSet", Namespace: "b"}}, want: "absent"},
		"nodes unread":           {objects: []string{policy, flannel}, problems: []estate.Problem{{Kind: "Node"}}, want: "absent"},
	} {
		if e.kind == "" {
			e.kind = estate.Cluster
		}
		hold(t, name, "kubernetes/networkpolicy", "n", "", e, "ignoredBy")
	}
}

func TestStorageThatSeveralNamespacesReach(t *testing.T) {
	volume := func(name, namespace, source string) string {
		return `{"kind":"PersistentVolume","metadata":{"name":"` + name + `"},"spec":{"claimRef":{"namespace":"` + namespace + `","name":"c"},` + source + `}}`
	}
	const (
		data   = `"nfs":{"server":"files.example","path":"/data"}`
		same   = `"nfs":{"server":"FILES.example","path":"/data/"}`
		other  = `"nfs":{"server":"files.example","path":"/data2"}`
		driver = `"csi":{"driver":"d","volumeHandle":"v","volumeAttributes":{"a":"1","storage.kubernetes.io/csiProvisionerIdentity":"x"}}`
		plain  = `"csi":{"driver":"d","volumeHandle":"v","volumeAttributes":{"a":"1"}}`
		apart  = `"csi":{"driver":"d","volumeHandle":"v","volumeAttributes":{"a":"2"}}`
		local  = `"local":{"path":"/srv"}`
	)
	for name, e := range map[string]expect{
		"two namespaces":     {objects: []string{volume("pv", "a", data), volume("other", "b", same)}, want: "1"},
		"three":              {objects: []string{volume("pv", "a", data), volume("x", "b", same), volume("y", "c", data), volume("z", "c", data)}, want: "2"},
		"its own":            {objects: []string{volume("pv", "a", data), volume("other", "a", same)}, want: "absent"},
		"another directory":  {objects: []string{volume("pv", "a", data), volume("other", "b", other)}, want: "absent"},
		"a driver":           {objects: []string{volume("pv", "a", driver), volume("other", "b", plain)}, want: "1"},
		"another attribute":  {objects: []string{volume("pv", "a", driver), volume("other", "b", apart)}, want: "absent"},
		"no claim":           {objects: []string{volume("pv", "", data), volume("other", "b", data)}, want: "absent"},
		"the other's no one": {objects: []string{volume("pv", "a", data), volume("other", "", data)}, want: "absent"},
		"of nodes":           {objects: []string{volume("pv", "a", local), volume("other", "b", local)}, want: "absent"},
	} {
		e.kind = estate.Cluster
		hold(t, name, "kubernetes/persistentvolume", "pv", "", e, "otherNamespaces")
	}
}
