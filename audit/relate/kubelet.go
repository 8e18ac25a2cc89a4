package relate

import (
	"strconv"
	"time"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// kubeletSubject is a machine's kubelet as it is configured by its flags and files together.
func kubeletSubject(o *estate.Object) *subject.Subject {
	return &subject.Subject{Kind: "kubernetes/kubelet", Object: o, Roots: []subject.Root{
		{Name: "kubelet", Object: o, Path: "kubelet", Value: effectiveKubelet(o.Value.At("kubelet", "config"), o.Value.At("kubelet", "args"))},
		noFacts(),
	}}
}

// clusterKubelet is a node's kubelet as it describes itself, with flags and defaults filled in.
func clusterKubelet(o *estate.Object) *subject.Subject {
	v := &estate.Value{Kind: estate.Map}
	if o.Value.Unknown() {
		v = o.Value
	}
	for _, s := range kubeletSettings() {
		value := s.given(o.Value.At(s.path...))
		if len(s.path) == 0 {
			value = estate.NotInInputBecause("a kubelet does not tell --" + s.flag + " with its configuration")
		}
		if value != nil && !o.Value.Unknown() {
			v.Items = append(v.Items, estate.Item{Key: s.name, Value: value})
		}
	}
	return &subject.Subject{Kind: "kubernetes/kubelet", Object: o, Roots: []subject.Root{{Name: "kubelet", Object: o, Value: v}, noFacts()}}
}

// effectiveKubelet lays a kubelet's flags over its configuration file, as it does itself. Flags have other defaults than the file where
// no file is named.
func effectiveKubelet(config, args *estate.Value) *estate.Value {
	if args.Unknown() {
		return args
	}
	var words []*estate.Value
	for _, item := range args.Elements() {
		words = append(words, item.Value)
	}
	flags := readFlags("kubelet", words, nil)
	switch {
	case flags.Unknown():
		return flags
	case config.Unknown():
		return config
	}
	v := &estate.Value{Kind: estate.Map}
	if config != nil {
		v.Source, v.Line, v.Column = config.Source, config.Line, config.Column
	}
	for _, s := range kubeletSettings() {
		value := s.effective(flags, config)
		if value != nil {
			v.Items = append(v.Items, estate.Item{Key: s.name, Value: value})
		}
	}
	return v
}

// kubeletSetting is one setting that controls ask for.
type kubeletSetting struct {
	name, flag string   // what controls see, and how it is given
	path       []string // in the KubeletConfiguration; none for what only a flag sets
	kind       flagKind
	// flagDefault is what holds where neither is given and no file is named; nil where that is what a file without it means too.
	flagDefault *estate.Value
}

// kubeletSettings are as of Kubernetes v1.37.2 (cmd/kubelet/app/options). They have been these since v1.25.
func kubeletSettings() []kubeletSetting {
	return []kubeletSetting{
		{"anonymous", "anonymous-auth", []string{"authentication", "anonymous", "enabled"}, switchFlag, estate.Bool(true)},
		{"authorization", "authorization-mode", []string{"authorization", "mode"}, textFlag, estate.Text("AlwaysAllow")},
		{"clientCAFile", "client-ca-file", []string{"authentication", "x509", "clientCAFile"}, textFlag, nil},
		{"readOnlyPort", "read-only-port", []string{"readOnlyPort"}, numberFlag, &estate.Value{Kind: estate.Number, Text: "10255"}},
		{"streamingConnectionIdleTimeout", "streaming-connection-idle-timeout", []string{"streamingConnectionIdleTimeout"}, durationFlag, nil},
		{"makeIPTablesUtilChains", "make-iptables-util-chains", []string{"makeIPTablesUtilChains"}, switchFlag, nil},
		{"hostnameOverride", "hostname-override", nil, textFlag, nil},
		{"eventRecordQPS", "event-qps", []string{"eventRecordQPS"}, numberFlag, nil},
		{"tlsCertFile", "tls-cert-file", []string{"tlsCertFile"}, textFlag, nil},
		{"tlsPrivateKeyFile", "tls-private-key-file", []string{"tlsPrivateKeyFile"}, textFlag, nil},
		{"serverTLSBootstrap", "rotate-server-certificates", []string{"serverTLSBootstrap"}, switchFlag, nil},
		{"rotateCertificates", "rotate-certificates", []string{"rotateCertificates"}, switchFlag, nil},
		{"tlsCipherSuites", "tls-cipher-suites", []string{"tlsCipherSuites"}, listFlag, nil},
		{"tlsMinVersion", "tls-min-version", []string{"tlsMinVersion"}, textFlag, nil},
		{"podPidsLimit", "pod-max-pids", []string{"podPidsLimit"}, numberFlag, nil},
		{"seccompDefault", "seccomp-default", []string{"seccompDefault"}, switchFlag, nil},
		{"featureGates", "feature-gates", []string{"featureGates"}, gatesFlag, nil},
	}
}

// effective is what holds, nil for the default of a kubelet with a file.
func (s *kubeletSetting) effective(flags, config *estate.Value) *estate.Value {
	var filed *estate.Value
	if len(s.path) > 0 {
		filed = s.inFile(config.At(s.path...))
	}
	switch given := flags.At(s.flag); {
	case given == nil && filed == nil && flags.At("config") == nil:
		return s.flagDefault
	case given == nil:
		return filed
	case given.Kind == estate.String && given.Text == "":
		return nil
	case s.kind == gatesFlag && filed.Unknown():
		return filed
	case s.kind == gatesFlag && filed != nil && !given.Unknown():
		merged := *given
		merged.Items = append(filed.Items[:len(filed.Items):len(filed.Items)], given.Items...)
		return lastOfEach(&merged)
	default:
		return given
	}
}

// inFile is a setting's value in the file. A time of zero means the default there.
func (s *kubeletSetting) inFile(v *estate.Value) *estate.Value {
	value := s.given(v)
	if s.kind == durationFlag && value != nil && value.Kind == estate.Number && value.Text == "0" {
		return nil
	}
	return value
}

// given is a setting's value in a KubeletConfiguration, in the shape that the flag has. It is nil where that leaves it to the default, as
// an empty text does too. The kubelet does not start with a value of the wrong type.
func (s *kubeletSetting) given(v *estate.Value) *estate.Value {
	if v == nil || v.Kind == estate.Null {
		return nil
	}
	if v.Unknown() {
		return v
	}
	ok := false
	switch s.kind {
	case switchFlag:
		ok = v.Kind == estate.True || v.Kind == estate.False
	case numberFlag:
		ok = v.Kind == estate.Number
	case listFlag:
		ok = v.Kind == estate.List
	case gatesFlag:
		ok = v.Kind == estate.Map
	case durationFlag:
		if d, err := time.ParseDuration(v.Str()); err == nil {
			return &estate.Value{
				Kind: estate.Number, Text: strconv.FormatFloat(d.Seconds(), 'f', -1, 64), Source: v.Source, Line: v.Line, Column: v.Column,
			}
		}
	default:
		if ok = v.Kind == estate.String; ok && v.Text == "" {
			return nil
		}
	}
	if !ok {
		return estate.MalformedBecause(s.name+" has a value of the wrong type", v)
	}
	return v
}
