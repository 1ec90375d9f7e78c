namespace CompetencyBot.Domain.Evidence;

/// <summary>What an organisation says of its membership instead of what the file says.</summary>
/// <param name="Market">Null = as the file says.</param>
/// <param name="Anniversary">Null = as the file says.</param>
public sealed record MembershipInstead(Market? Market, DateOnly? Anniversary)
{
    /// <summary>It is about the newest membership; of two bought on one day about the later in the file. Without any there is nothing to say.</summary>
    public EvidenceRecords In(EvidenceRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (this == new MembershipInstead(null, null) || records.Memberships.OrderBy(row => row.PurchasedOn).LastOrDefault() is not { } newest)
            return records;
        var said = newest with { Market = Market ?? newest.Market, AnniversaryOn = Anniversary ?? newest.AnniversaryOn };
        return records with { Memberships = records.Memberships.SetItem(records.Memberships.LastIndexOf(newest), said) };
    }
}
