using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>What the forms of a warning have in common.</summary>
internal static class FormParts
{
    public static IEnumerable<CardElement> Fault(string? fault) =>
        fault is null ? [] : [new TextBlock(fault) { Color = "Attention", Weight = "Bolder" }];

    /// <summary>To the warning, with nothing changed and nothing asked of what was filled in.</summary>
    public static ExecuteAction Back(Pressed pressed) =>
        new(RenewalTexts.ButtonBack, RenewalCommand.WarningVerb, pressed.Data) { AssociatedInputs = "none" };
}
