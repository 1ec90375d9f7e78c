using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>One answer to one step of the dialog.</summary>
internal sealed record LinkPosition(Request Request, LinkSituation Situation, OpenDialog Open)
{
    public LinkStep Step { get; } = Enum.TryParse<LinkStep>(Open.Step, out var step) ? step : LinkStep.Explain;

    public LinkMemory Memory { get; init; } = LinkMemory.Read(Open.Data);

    /// <summary>The colleague whose account it is.</summary>
    public string? Owner { get; init; }

    /// <summary>What the card says first, of a code that was not taken.</summary>
    public string? Note { get; init; }

    public string Person => Situation.Id;

    public string ObjectId => Request.Viewer.ObjectId!;

    public SignedInAccount? Account => Memory.Account;

    public bool InTeams => Situation.Surroundings.InTeams && Request.Action != "browser";

    /// <summary>With the account at the steps that speak of it, without it at the others.</summary>
    public string MemoryAt(LinkStep step) =>
        (step is LinkStep.Confirm or LinkStep.PartnerCenter ? Memory : Memory with { Account = null }).Write();
}
