package relate

import "bulkhead/audit/estate"

// apiserverFacts are what an API server's flags and the files that they name make together. Files has their contents by flag; one
// that is absent there is not in the input.
func apiserverFacts(flags, files *estate.Value) []estate.Item {
	return []estate.Item{
		{Key: "authorizers", Value: authorizers(flags, files)},
		{Key: "anonymous", Value: anonymous(flags, files)},
		{Key: "encryption", Value: encryption(flags, files)},
		{Key: "unaudited", Value: unaudited(flags, files)},
	}
}

// named is the content of the file that a flag names: nil where the flag is not given or empty.
func named(flag string, flags, files *estate.Value) *estate.Value {
	switch given := flags.At(flag); {
	case given.Unknown():
		return given
	case given.Str() == "":
		return nil
	}
	if content := files.At(flag); content != nil {
		return content
	}
	return estate.NotInInputBecause("the file that --" + flag + " names is not in the input")
}

// authorizers lists the authorizers in the order in which they are asked.
func authorizers(flags, files *estate.Value) *estate.Value {
	config := named("authorization-config", flags, files)
	modes := flags.At("authorization-mode")
	switch {
	case config.Unknown():
		return config
	case config != nil:
		list := estate.ListOf()
		for _, authorizer := range config.Get("authorizers").Elements() {
			kind := authorizer.Value.At("type")
			if kind.Unknown() {
				return kind
			}
			list.Items = append(list.Items, estate.Item{Value: kind})
		}
		return list
	case modes.Unknown():
		return modes
	case len(modes.Elements()) == 0:
		return estate.Texts("AlwaysAllow")
	}
	return modes
}

// anonymous says whether requests without any identity are let in, whatever their path. The flag and the file exclude each other, and
// the flag counts for nothing where the other flags allow everything.
func anonymous(flags, files *estate.Value) *estate.Value {
	flag := flags.At("anonymous-auth")
	if flag != nil && (flag.Kind == estate.False || flag.Unknown()) {
		return flag
	}
	if flag == nil {
		config := named("authentication-config", flags, files)
		setting := config.At("anonymous")
		switch {
		case setting.Unknown():
			return setting
		case setting.At("enabled").Unknown():
			return setting.At("enabled")
		case setting != nil:
			return estate.Bool(setting.Get("enabled").IsTrue() && len(setting.Get("conditions").Elements()) == 0)
		}
	}
	if flags.Get("authorization-config") != nil {
		return estate.Bool(true)
	}
	modes := flags.At("authorization-mode")
	if modes.Unknown() {
		return modes
	}
	everything := len(modes.Elements()) == 0
	for _, mode := range modes.Elements() {
		everything = everything || mode.Value.Str() == "AlwaysAllow"
	}
	return estate.Bool(!everything)
}

// encryption names what Secrets are written with: the first provider of the first configuration that holds for them, "identity" where
// none does. It is nil where nothing is configured.
func encryption(flags, files *estate.Value) *estate.Value {
	config := named("encryption-provider-config", flags, files)
	if config == nil || config.Unknown() {
		return config
	}
	for _, item := range config.Get("resources").Elements() {
		resources, providers := item.Value.At("resources"), item.Value.At("providers")
		if resources.Unknown() {
			return resources
		}
		if !coversSecrets(resources) {
			continue
		}
		if providers.Unknown() {
			return providers
		}
		for _, provider := range providers.Elements() {
			for _, field := range provider.Value.Fields() {
				return estate.Text(field.Key)
			}
		}
	}
	return estate.Text("identity")
}

// coversSecrets says whether a list of resources of an encryption configuration names Secrets.
func coversSecrets(resources *estate.Value) bool {
	for _, resource := range resources.Elements() {
		switch resource.Value.Str() {
		case "secrets", "*.", "*.*":
			return true
		}
	}
	return false
}
