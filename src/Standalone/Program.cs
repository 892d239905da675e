using Backchannel.Standalone;
using Microsoft.Extensions.Options;

if (args.Contains("--help"))
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

try
{
    await using var app = StandaloneApp.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (Faults(failure) is { Length: > 0 } faults)
{
    Console.Error.WriteLine("Backchannel cannot start with these settings:");
    foreach (var fault in faults) Console.Error.WriteLine($"  - {fault}");
    return 2;
}

static string[] Faults(Exception failure) => failure switch
{
    OptionsValidationException options => [.. options.Failures.SelectMany(fault => fault.Split(Environment.NewLine))],
    AggregateException many => [.. many.InnerExceptions.SelectMany(Faults)],
    _ => [],
};
