using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Backchannel.Web.Search;

/// <summary>A text in which what was looked for is marked. Not a .razor file: between two pieces of a word there must be no space.</summary>
public sealed class Marked : ComponentBase
{
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>Null marks nothing.</summary>
    [Parameter] public SearchWords? Words { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Words is null)
        {
            builder.AddContent(0, Text);
            return;
        }
        foreach (var (text, hit) in Words.Mark(Text))
        {
            if (hit) builder.OpenElement(1, "mark");
            builder.AddContent(2, text);
            if (hit) builder.CloseElement();
        }
    }
}
