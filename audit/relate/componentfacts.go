package relate

import "bulkhead/audit/estate"

// programFacts are what a program's flags and the files that they name make together. Files has the contents that are in the input,
// by flag.
func programFacts(kind string, flags, files *estate.Value) []estate.Item {
	switch kind {
	case "kubernetes/apiserver":
		return apiserverFacts(flags, files)
	case "kubernetes/scheduler":
		return []estate.Item{{Key: "profiling", Value: configured("enableProfiling", "profiling", estate.Bool(true), flags, files)}}
	case "kubernetes/proxy":
		return []estate.Item{{
			Key: "metricsBindAddress", Value: configured("metricsBindAddress", "metrics-bind-address", estate.Text("127.0.0.1:10249"), flags, files),
		}}
	}
	return nil
}

// configured is a setting of a program that heeds its flags only where --config names no file.
func configured(field, flag string, otherwise, flags, files *estate.Value) *estate.Value {
	config := named("config", flags, files)
	setting := config.At(field)
	if config == nil {
		setting = flags.At(flag)
	}
	if setting == nil || setting.Kind == estate.Null || setting.Kind == estate.String && setting.Text == "" {
		return otherwise
	}
	return setting
}
