using System.Collections.Immutable;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Progress;

/// <summary>What somebody wants to look at.</summary>
/// <param name="Competency">Null unless it is one.</param>
/// <param name="Choices">What there is to choose from.</param>
/// <param name="Ask">What is asked above the choices.</param>
internal sealed record ProgressQuestion(ProgressInput Input, KnownCompetency? Competency, ImmutableArray<KnownCompetency> Choices, string Ask)
{
    private static readonly string[] TeamWords = ["my team", "team", "our team", "my people", "my reports", "我的團隊", "我團隊", "團隊", "我的部屬", "我的同仁"];

    /// <param name="text">As normalised.</param>
    public static bool IsTeam(string text) => TeamWords.Contains(text);

    public static ProgressQuestion Of(Request request, CompetencyNames names)
    {
        var everything = new ProgressQuestion(ProgressInput.Overview, null, names.All, ProgressTexts.ChooseWhat);
        return request.Action switch
        {
            DialogActions.Back => everything with { Input = ProgressInput.Back },
            DialogActions.Cancel => everything with { Input = ProgressInput.Cancel },
            DialogActions.Where => everything with { Input = ProgressInput.Where },
            ProgressCommand.Team or OwnChat.Action => everything with { Input = ProgressInput.Team },
            CardParts.CompetencyInput => Named(request.Text(CardParts.CompetencyInput) ?? "", everything, names),
            ProgressCommand.Refresh when request.Text(ProgressCommand.RefreshInput) is { Length: > 0 } key => Named(key, everything, names),
            null or DialogActions.Text when IsTeam(request.Argument) => everything with { Input = ProgressInput.Team },
            null or DialogActions.Text when request.Argument.Length > 0 => Named(request.Argument, everything, names),
            _ => everything,
        };
    }

    private static ProgressQuestion Named(string text, ProgressQuestion everything, CompetencyNames names) => names.Find(Wording.Normalise(text)) switch
    {
        [var one] => everything with { Input = ProgressInput.Competency, Competency = one },
        [] => everything with { Input = ProgressInput.Choose, Ask = Texts.CompetencyUnknown },
        var several => everything with { Input = ProgressInput.Choose, Choices = several, Ask = Texts.CompetencySeveral },
    };
}
