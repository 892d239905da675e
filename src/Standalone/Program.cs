using Backchannel.Contracts;
using Backchannel.Standalone;

if (!args.Contains("--help")) return await ProcessStart.Run(() => StandaloneApp.Build(args));

Console.WriteLine(Arguments.Usage);
return 0;
