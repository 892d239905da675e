using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;

namespace Backchannel.Web.Live;

/// <summary>
/// Prints one component as HTML again and again, each time with other parameters: a renderer with its services and buffers costs several times as much as what
/// it renders. For one print at a time; one that failed has had its last.
/// </summary>
sealed class Press<T>(AsyncServiceScope scope, ILoggerFactory loggers) : IAsyncDisposable where T : IComponent
{
    readonly HtmlRenderer _renderer = new(scope.ServiceProvider, loggers);
    readonly StringWriter _paper = new(CultureInfo.InvariantCulture);
    readonly Plate _plate = new();
    HtmlRootComponent? _root;

    public Task<string> Print(Dictionary<string, object?> parameters) => _renderer.Dispatcher.InvokeAsync(() =>
    {
        _plate.Parameters = parameters;
        if (_root is { } root) _plate.Render();
        else _root = root = _renderer.BeginRenderingComponent<Frame>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Frame.Plate)] = _plate }));
        _ = _paper.GetStringBuilder().Clear();
        root.WriteHtmlTo(_paper);
        return _paper.ToString();
    });

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await scope.DisposeAsync();
    }

    /// <summary>What is printed next.</summary>
    sealed class Plate
    {
        public Dictionary<string, object?> Parameters { get; set; } = [];

        public Action Render { get; set; } = () => { };
    }

    /// <summary>Holds the component in the renderer.</summary>
    sealed class Frame : IComponent
    {
        RenderHandle _handle;

        [Parameter] public required Plate Plate { get; set; }

        public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

        public Task SetParametersAsync(ParameterView parameters)
        {
            Plate = parameters.GetValueOrDefault<Plate>(nameof(Plate))!;
            Plate.Render = Render;
            Render();
            return Task.CompletedTask;
        }

        void Render() => _handle.Render(builder =>
        {
            builder.OpenComponent<T>(0);
            // One by one, or what is null would be left as it was for the print before.
            foreach (var (name, value) in Plate.Parameters) builder.AddComponentParameter(1, name, value);
            builder.CloseComponent();
        });
    }
}
